import type { ReportedAlert } from '../change/alert.ts';
import type { Hint } from '../change/hint.ts';
import type { Reported } from '../change/observation.ts';

export type Headers = Readonly<Record<string, string | undefined>>;

/** A delivery whose proof held and whose body was JSON. */
export type Delivery = {
  /** The sender's name for the kind of event: `push`, `deployment_status`. */
  readonly event: string;
  readonly delivery: string;
  readonly receivedAt: Date;
  readonly body: unknown;
  /** Those that are kept with the raw body, so that a replay reads what the first reading read. */
  readonly headers?: Headers;
};

/** A report of a change, and how its sender calls the service, where that is not by the catalog's own name. */
export type Report = Reported & { readonly hints?: readonly Hint[] };

/**
 * What an adapter made of a delivery: reports of changes or of alerts; or that it tells of none (`ignored`); or that it should tell
 * of one and cannot be read, because the sender has changed its shape (`unread`: kept, counted, and told once a day).
 */
export type Reading =
  | { readonly is: 'changes'; readonly changes: readonly Report[] }
  | { readonly is: 'alerts'; readonly alerts: readonly ReportedAlert[] }
  | { readonly is: 'ignored'; readonly why: string }
  | { readonly is: 'unread'; readonly why: string };

export type Verdict = 'genuine' | 'unsigned' | 'forged' | 'stale';

/** What reads deliveries into reports. `map` is pure: no clock, no network, no state. */
export type Reader = {
  readonly name: string;
  /** Version of `map`: on a replay a higher reading of the same delivery takes the place of a lower one. */
  readonly reading: number;
  /** Never throws on an unknown event or shape: that is `ignored` or `unread`, with the reason. */
  readonly map: (delivery: Delivery) => Reading;
};

/** What the page that sets a source up says. Texts may name `{url}` and `{secret}`, which are filled in. */
export type Setup = {
  /** As the vendor writes itself: `Argo CD`. */
  readonly title: string;
  readonly group: 'code' | 'delivery' | 'flags' | 'infrastructure' | 'alerts' | 'chat' | 'anything';
  /** One line: what comes from it. */
  readonly brings: string;
  /** What the sender proves itself with. `signature`: it signs with a secret; `token`: it sends one; `key`: it puts one into the body. */
  readonly proof: 'signature' | 'token' | 'key';
  /** The sender makes the secret, and it cannot be chosen: it is only taken here, never made. */
  readonly theirs?: true;
  /** The exact places to go and what to paste there, in order; a sentence each. */
  readonly steps: readonly string[];
  /** What is pasted as a whole: a template, a rule, a block of configuration. */
  readonly paste?: { readonly label: string; readonly language: string; readonly text: string };
  /** The vendor's own page about it. */
  readonly docs: string;
};

/** What is answered instead of our own answer, where a sender looks at it. */
export type Answer = { readonly status: number; readonly body: unknown };

/** What became of a delivery, as far as its sender may care. `value` is its body as JSON, without secrets. */
export type Received = { readonly delivery: string; readonly position: number; readonly value: unknown };

/** One of several events that a sender has packed into one body, named like a delivery. `value` is read as a body of its own. */
export type Part = { readonly delivery: string; readonly event: string; readonly value: unknown };

/** A kind of sender with a webhook of its own at `/hooks/<name>`. Its functions are pure. */
export type Source = Reader & {
  readonly setup: Setup;
  /** Headers, in small letters, that are kept with the raw body. Never a signature, a token or a cookie. */
  readonly keeps: readonly string[];
  /**
   * Constant-time check of the proof over the raw bytes (proof.ts has the usual ones); any of several secrets will do, so that they
   * can be rotated. Called with an empty body first: `unsigned` then refuses before a byte of the body is read, and where `setup.proof`
   * is `token`, `forged` as well; so a proof that stands in the body answers `forged` to an empty one.
   */
  readonly verify: (body: Buffer, headers: Headers, secrets: readonly string[], now: Date) => Verdict;
  /**
   * The sender's delivery id and event name, or null where they are lacking. `value` is the body as JSON. `receivedAt` is for
   * senders who give neither an id nor a time, so that the same bytes an hour later are news and not a retry.
   */
  readonly identify: (
    headers: Headers,
    body: Buffer,
    value: unknown,
    receivedAt: Date,
  ) => { readonly delivery: string; readonly event: string } | null;
  /**
   * Lays open what the sender packed into a text (SNS: JSON in a string, Pub/Sub: in base64), so that its secrets are found before
   * anything is kept. What is open already stays as it is: `map` and `identify` meet both forms.
   */
  readonly unpack?: (value: unknown) => unknown;
  /**
   * For a sender who packs several events into one body and sends them again together with others: each as a delivery of its
   * own, by an id that holds what counts of it, so that what was heard before adds nothing. None: the body is one delivery.
   * `value` is the body as it came, with its secrets: an id holds hashes and the sender's own names, no text of its own.
   */
  readonly parts?: (value: unknown, receivedAt: Date) => readonly Part[];
  /** Other paths at which the sender expects to be heard: `/v2/change/enqueue`. */
  readonly paths?: readonly string[];
  /** What is answered to a delivery that only asks whether we are there, and which is not recorded. */
  readonly greet?: (value: unknown) => Answer | null;
  /** What is answered after a delivery was recorded, where the sender expects more than a 202. */
  readonly answer?: (received: Received) => Answer;
  /** When the sender sent it, by its own clock, where the delivery tells: what its clock is measured by. ISO 8601. */
  readonly sentAt?: (headers: Headers, value: unknown) => string | null;
};
