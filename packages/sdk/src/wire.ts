/** How far a change has come, folded over everything reported about it. */
export type Status = 'planned' | 'running' | 'finished' | 'failed' | 'cancelled' | 'reverted';

export const kinds = [
  'deploy',
  'flag',
  'config',
  'infrastructure',
  'scale',
  'schema',
  'experiment',
  'certificate',
  'oncall',
  'catalog',
  'other',
] as const;
export type Kind = (typeof kinds)[number];

export const phases = [
  'planned',
  'started',
  'progressed',
  'finished',
  'failed',
  'cancelled',
  'reverted',
] as const;
export type Phase = (typeof phases)[number];

export type Link = { readonly label: string; readonly url: string };

export type Actor = {
  readonly name: string;
  readonly kind: 'human' | 'automation' | 'unknown';
  readonly onBehalfOf: string | null;
};

/** A change as it is read. Times are ISO 8601 in UTC. */
export type Change = {
  readonly id: string;
  readonly source: string;
  readonly key: string;
  readonly kind: Kind;
  readonly status: Status;
  readonly at: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly revertedAt: string | null;
  readonly durationMs: number | null;
  readonly title: string;
  readonly services: readonly string[];
  readonly environment: string | null;
  readonly actor: Actor | null;
  readonly version: string | null;
  readonly previousVersion: string | null;
  readonly links: readonly Link[];
  readonly revert: Link | null;
  readonly summary: string | null;
  readonly tags: Readonly<Record<string, string>>;
};

/** One report about a change, as the log keeps it. */
export type Observation = {
  readonly position: number;
  readonly recordedAt: string;
  readonly phase: Phase;
  readonly at: string;
  readonly title: string;
  readonly actor: Actor | null;
  readonly version: string | null;
  readonly summary: string | null;
  readonly links: readonly Link[];
  readonly extra: Readonly<Record<string, unknown>>;
};

export type ChangeWithObservations = Change & {
  readonly observations: readonly Observation[];
  readonly position: number;
  readonly stale: boolean;
};

/**
 * A report about a change, as it is sent: a title or a kind, and a service or a source from which the catalog can
 * tell it. Reports with the same (source, key) are about the same change.
 */
export type Report = {
  readonly source?: string;
  readonly key?: string;
  readonly kind?: Kind;
  readonly phase?: Phase;
  readonly at?: string;
  readonly title?: string;
  readonly services?: readonly string[];
  readonly environment?: string | null;
  readonly actor?: Partial<Actor> | null;
  readonly version?: string | null;
  readonly previousVersion?: string | null;
  readonly links?: readonly Link[];
  readonly revert?: Link | null;
  readonly summary?: string | null;
  readonly tags?: Readonly<Record<string, string>>;
  readonly extra?: Readonly<Record<string, unknown>>;
};

/** The body of an answer that says no: RFC 9457, with our code and what to do next. */
export type Problem = {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly code: string;
  readonly pointer?: string;
  readonly offset?: number;
  readonly next?: string;
};

/** Why one report of several was not recorded. */
export type RefusedReport = {
  readonly code: string;
  readonly detail: string;
  /** JSON pointer (RFC 6901) into the request. */
  readonly pointer: string | null;
  readonly next: string;
};

type SendResult = {
  readonly status: 'recorded' | 'duplicate' | 'refused';
  /** The id of the change; null where the report was refused. */
  readonly change: string | null;
  readonly refusal: RefusedReport | null;
};

/** `position` is where the log stood after the append: hand it to `list` as `minPos` to read your own write. */
export type Sent = { readonly position: number; readonly results: readonly SendResult[] };

/** Newest first. `stale` where the read model had not reached `minPos` in time. */
export type Page = {
  readonly changes: readonly Change[];
  readonly next: string | null;
  readonly position: number;
  readonly stale: boolean;
};

export type Right = 'ingest' | 'read' | 'admin';

export type Token = {
  readonly id: string;
  readonly name: string;
  readonly rights: readonly Right[];
  /** The first letters of the secret, to tell which one it is. */
  readonly prefix: string;
  readonly createdAt: string;
  readonly createdBy: string | null;
  readonly expiresAt: string | null;
  readonly lastUsed: string | null;
  readonly revokedAt: string | null;
};

/** A token at its birth or rotation, the only time the token itself is shown. */
export type IssuedToken = {
  readonly id: string;
  readonly token: string;
  /** After a rotation: how long the one before still holds. */
  readonly previousUntil?: string;
  readonly position: number;
};

export type Whoami = {
  readonly caller: {
    readonly subject: string;
    readonly name: string;
    readonly rights: readonly Right[];
  } | null;
  /** Nobody has joined yet: the way in is the link that the server printed when it started. */
  readonly firstRun: boolean;
};

/** A write that answers nothing but where the log stood after it. */
export type Done = { readonly position: number };

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly rights: readonly Right[];
  readonly state: 'member' | 'invited';
  readonly joinedAt: string | null;
};

export type Invited = {
  readonly id: string;
  readonly link: string;
  readonly expiresAt: string;
  readonly position: number;
};

/** What a replay did. */
export type Replayed = {
  /** Read again. */
  readonly deliveries: number;
  /** Of these, how many say something else now. */
  readonly changed: number;
  /** Observations written, and withdrawn. */
  readonly observed: number;
  readonly withdrawn: number;
  /** Left alone, because their body could not be read. */
  readonly unreadable: number;
  readonly position: number;
};
