import type { Description, Reader } from '@nightjar/descriptors/description';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Fetched } from '../sources/fetched.ts';

/** What a look at the outside found. */
export type Found = {
  readonly by: Reader;
  /** Names the place looked at: `github.com/acme/pricing`, `cluster prod`, `aws 123456789012 eu-west-1`. */
  readonly origin: string;
  readonly descriptions: readonly Description[];
  /**
   * Everything there is at the origin was looked at, so what was said before and is not said now has gone (files), or fades
   * (what runs). False: only these, nothing is concluded of others.
   */
  readonly whole: boolean;
  /** Places within the origin that could not be read: what was read there before stands. */
  readonly unread?: readonly string[];
  /** When it was so, by the origin's clock; the moment of recording where not given. */
  readonly at?: Date;
  /** Who, where a person stands behind it. */
  readonly actor?: string;
};

/** What a discoverer is given. */
export type Discovering = {
  /** Takes what was found into the catalog; resolves when it is recorded. */
  readonly report: (found: Found) => Promise<void>;
  /**
   * The origin was looked at, all of it or, where `unreachable` follows, what answers of it. `seen`: descriptions, or parts that
   * are reported as origins of their own: those are not noted each, or a host of code would be thousands of lines.
   */
  readonly reached: (by: Reader, origin: string, seen: number) => Promise<void>;
  /** The origin could not be looked at: the catalog keeps what it has, and shows since when. `why` never holds a secret. */
  readonly unreachable: (by: Reader, origin: string, why: string) => Promise<void>;
  /** Records a change that was seen, read by the source of that name; resolves when it is in the log. */
  readonly deliver: (source: string, fetched: Fetched) => Promise<unknown>;
  /** What this discoverer last kept under the name (a cursor, an ETag), and the way to keep it. JSON. */
  readonly recall: (name: string) => Promise<unknown>;
  readonly keep: (name: string, value: unknown) => Promise<void>;
  readonly logger: Kernel['logger'];
  readonly signal: AbortSignal;
};

/**
 * Looks at a part of the outside and says what there is: a folder a vendor. It is run as a task, by one process at a time:
 * for as long as it likes where it watches (`run` then resolves only when `signal` aborts), else once every `everyMs`.
 */
export type Discoverer = {
  /** `kubernetes`; with the target, unique: `kubernetes prod`. */
  readonly name: string;
  readonly everyMs: number;
  readonly run: (discovering: Discovering) => Promise<void>;
};
