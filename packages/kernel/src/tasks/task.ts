/** Work to be done later, or elsewhere, or again. */
export type NewTask = {
  readonly topic: string;
  readonly payload?: unknown;
  /** 0 first, 100 last; 50 where not given. */
  readonly priority?: number;
  readonly runAt?: Date;
  /** At most one task with this key runs at a time. */
  readonly exclusive?: string;
  /** At most one waiting or running task of the topic has this key; another enqueue changes nothing. */
  readonly unique?: string;
  readonly maxAttempts?: number;
};
