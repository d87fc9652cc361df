type ReactionStatus = {
  readonly name: string;
  /** `halted`: it stands still, `detail` says why; it goes on by itself when that is mended. */
  readonly status: 'live' | 'halted';
  readonly position: number;
  /** Facts in the log that it has not heard. */
  readonly lag: number;
  readonly detail: string | null;
};

export type Reactions = {
  /** Starts hearing, in this process or after whichever does. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly status: () => Promise<ReactionStatus[]>;
};
