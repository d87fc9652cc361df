import type { Fact, Recorded } from '../fact.ts';
import type { NewTask } from '../tasks/task.ts';

/** A payload as it arrived, kept beside the facts read from it so that a better adapter can read it again. */
export type RawDelivery = {
  readonly source: string;
  /** The sender's delivery id. */
  readonly delivery: string;
  /** The sender's name for it: `push`, `deployment_status`. */
  readonly event: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** One command to the log: its facts are recorded together or not at all. */
export type Append = {
  readonly org: number;
  readonly stream: string;
  readonly facts: readonly Fact[];
  /**
   * `any` (the default): no version is kept, for streams nobody decides upon, such as the observations of changes.
   * A number: the stream must stand at just this version (0 = must not exist), else `conflict`.
   */
  readonly expect?: 'any' | number;
  /** At most once for (org, source, key): the same hash again is a duplicate, another hash a mismatch. */
  readonly once?: { readonly source: string; readonly key: string; readonly hash: string };
  readonly actor?: string | null;
  readonly cause?: string | null;
  readonly raw?: RawDelivery;
  /** Enqueued in the same transaction, only if the facts are recorded. */
  readonly tasks?: readonly NewTask[];
};

export type Appended =
  | { readonly status: 'ok'; readonly firstPos: number; readonly lastPos: number; readonly ver: number }
  | { readonly status: 'duplicate'; readonly firstPos: number; readonly lastPos: number }
  | { readonly status: 'mismatch'; readonly firstPos: number; readonly lastPos: number }
  | { readonly status: 'conflict'; readonly ver: number };

export type ReadFrom = {
  readonly after: number;
  readonly limit: number;
  readonly types?: readonly string[];
};

export type LatestPage = { readonly upTo: number; readonly limit: number; readonly bytes: number };

/** `more`: there are older ones. */
export type Latest = { readonly facts: Recorded[]; readonly more: boolean };

/** Every fact after a position up to the head. */
export type Tail = { readonly head: number; readonly facts: readonly Recorded[] };

export type Log = {
  /** Rejects with the refusal `log.busy` when too much waits; everything else is a status. */
  readonly append: (command: Append) => Promise<Appended>;
  readonly head: () => Promise<number>;
  /** Facts in order of position, at most `limit`. */
  readonly read: (from: ReadFrom) => Promise<Recorded[]>;
  readonly stream: (org: number, stream: string) => Promise<Recorded[]>;
  /** The facts of a stream up to a position, newest first, until they are `limit` or weigh `bytes`: at least one. */
  readonly latest: (org: number, stream: string, page: LatestPage) => Promise<Latest>;
  /** Calls back with a position whenever the log may have grown. A hint, not a promise: polling is the truth. */
  readonly onGrown: (listener: (pos: number) => void) => () => void;
  /** Every fact after a position, read once for all who ask the same; null where that is more than a little. */
  readonly tail: (after: number) => Promise<Tail | null>;
  /** Facts that wait to be appended by this process: what it does besides should give way while there are many. */
  readonly waiting: () => number;
  /** Grows with every restore or promotion, also while the log is open; part of every cursor that leaves the house. */
  readonly epoch: number;
  /** Calls back when the epoch has grown while the log was open: whatever was kept of it may be of another life. */
  readonly onNewEpoch: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
};
