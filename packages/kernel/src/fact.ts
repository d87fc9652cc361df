/** What has happened: a type, its data, and when its source says it was. Facts are never changed; a correction is a new fact. */
export type Fact<Type extends string = string, Data = unknown> = {
  readonly type: Type;
  readonly data: Data;
  /** Version of the data's shape; 1 where not given. */
  readonly v?: number;
  /** ISO 8601, the source's word; the moment of recording where not given. */
  readonly at?: string;
};

/** A fact as the log gives it back. Positions are gapless and commit in order, so one number is a reader's whole cursor. */
export type Recorded<F extends Fact = Fact> = Omit<F, 'at' | 'v'> & {
  readonly pos: number;
  readonly stream: string;
  readonly ver: number;
  readonly org: number;
  readonly v: number;
  readonly id: string;
  readonly at: Date;
  readonly recordedAt: Date;
  readonly actor: string | null;
  readonly cause: string | null;
};
