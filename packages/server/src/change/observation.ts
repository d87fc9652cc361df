import { type Static, Type } from 'typebox';

/** What kind of thing changed. */
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

/** How far it had come when it was observed. */
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

export const Link = Type.Object({
  label: Type.String({ maxLength: 200 }),
  url: Type.String({ maxLength: 4000, pattern: '^https?://' }),
});
export type Link = Static<typeof Link>;

export type Actor = {
  readonly name: string;
  readonly kind: 'human' | 'automation' | 'unknown';
  readonly onBehalfOf: string | null;
};

/** One report about one change, whole and normalised: what the log keeps. Fields the sender did not give are null or empty. */
export type Observation = {
  readonly source: string;
  /** Names the change within its source; observations with the same (source, key) are about the same change. */
  readonly key: string;
  readonly kind: Kind;
  readonly phase: Phase;
  /** ISO 8601 in UTC with milliseconds: when it was so, by the source's clock. */
  readonly at: string;
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
  /** What the sender said that has no field of its own. */
  readonly extra: Readonly<Record<string, unknown>>;
};

/** An observation as an adapter or a sender gives it: only what it knows. */
export type Reported = Partial<Omit<Observation, 'actor'>> & { readonly actor?: Partial<Actor> | null };
