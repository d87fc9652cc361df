import type { Kernel } from '@nightjar/kernel/kernel';
import type { Fetched } from '../sources/fetched.ts';

/** What a reconciler is given. */
export type Reconciling = {
  /** What happened after this, and not after `to`, is asked for. */
  readonly from: Date;
  /** A little before now: what happened since may yet arrive by itself. */
  readonly to: Date;
  /** What this reconciler last kept under the name (an ETag), and the way to keep it. JSON. */
  readonly recall: (name: string) => Promise<unknown>;
  readonly keep: (name: string, value: unknown) => Promise<void>;
  readonly logger: Kernel['logger'];
  readonly signal: AbortSignal;
};

/** What a look found. */
export type Looked = {
  /** In any order. What lies before the span may be among them: whatever stands already is passed over. */
  readonly fetched: readonly Fetched[];
  /** Everything that happened until then is among them: `to`, or earlier where the span was too full for one look. */
  readonly upTo: Date;
  /** What to do when all of it is recorded: to keep what saves the next look from reading it again. */
  readonly done?: () => Promise<void>;
};

/**
 * Asks a vendor's API for what its webhooks may have lost: a folder a vendor. It is run as a task, by one process at a time, once
 * every `everyMs`. What keeps it from looking is thrown as `Unread` (discovery/code-host.ts).
 */
export type Reconciler = {
  /** `github acme`; unique. */
  readonly name: string;
  /** The name of the reader that reads what is fetched. */
  readonly source: string;
  /** What is asked: `github.com/acme`. */
  readonly origin: string;
  readonly everyMs: number;
  /** By how much the moments of this API and of the webhook may differ for one event, in milliseconds. */
  readonly withinMs: number;
  readonly run: (reconciling: Reconciling) => Promise<Looked>;
};
