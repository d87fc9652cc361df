import type { Reported } from '../change/observation.ts';

export type Headers = Readonly<Record<string, string | undefined>>;

/** A delivery whose signature held and whose body was JSON. */
export type Delivery = {
  /** The sender's name for the kind of event: `push`, `deployment_status`. */
  readonly event: string;
  readonly delivery: string;
  readonly receivedAt: Date;
  readonly body: unknown;
};

/** What an adapter made of a delivery: reports of changes, or a reason why there is none. */
export type Reading =
  | { readonly is: 'changes'; readonly changes: readonly Reported[] }
  | { readonly is: 'ignored'; readonly why: string };

export type Verdict = 'genuine' | 'unsigned' | 'forged' | 'stale';

/** What reads deliveries into reports. `map` is pure: no clock, no network, no state. */
export type Reader = {
  readonly name: string;
  /** Version of `map`: on a replay a higher reading of the same delivery takes the place of a lower one. */
  readonly reading: number;
  /** Never throws on an unknown event or shape: that is `ignored`, with the reason. */
  readonly map: (delivery: Delivery) => Reading;
};

/** A kind of sender with a webhook of its own at `/hooks/<name>`. Its functions are pure. */
export type Source = Reader & {
  /** Headers, in small letters, that are kept with the raw body. Never a signature, a token or a cookie. */
  readonly keeps: readonly string[];
  /** Constant-time check of the signature over the raw bytes; any of several secrets will do, so that they can be rotated. */
  readonly verify: (body: Buffer, headers: Headers, secrets: readonly string[], now: Date) => Verdict;
  /** The sender's delivery id and event name, or null where the headers lack them. */
  readonly identify: (headers: Headers, body: Buffer) => { delivery: string; event: string } | null;
};
