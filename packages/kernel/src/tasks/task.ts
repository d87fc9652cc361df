/** Work to be done later, or elsewhere, or again. The shape that `nightjar.enqueue(jsonb)` takes an array of. */
export type NewTask = {
  readonly topic: string;
  readonly payload?: unknown;
  /** Whose task it is; 1 where not given. Keys below are apart for each org. */
  readonly org?: number;
  /** 0 first, 100 last; 50 where not given. */
  readonly priority?: number;
  /** Not before this moment, by the database's clock. */
  readonly runAt?: Date;
  /** At most one task with this key runs at a time, whatever its topic. */
  readonly exclusive?: string;
  /** At most one waiting or running task of the topic has this key; another enqueue changes nothing. */
  readonly unique?: string;
  /** 5 where not given; then the task is dead. */
  readonly maxAttempts?: number;
};
