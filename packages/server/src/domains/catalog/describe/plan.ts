import { createHash } from 'node:crypto';
import { observers } from '@nightjar/descriptors/description';
import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import { hashOf } from '../claim.ts';
import type { CatalogFact } from '../events.ts';
import type { Settled } from './aliases.ts';
import { type Held, type HeldAs, heldName } from './held.ts';
import type { Placed } from './lines.ts';

/** What becomes of one description. */
export type Outcome =
  | {
      readonly is: 'described' | 'unchanged';
      readonly entity: Ref;
      readonly source: string;
      /** Of what is said. */
      readonly hash: string;
    }
  | {
      readonly is: 'refused';
      /** As it was given. */
      readonly entity: string;
      readonly code: 'invalid' | 'duplicate' | 'log';
      /** RFC 6901, relative to the description. */
      readonly pointer: string;
      readonly detail: string;
    };

/** A fact to append, and a key by which two who would append it at once append one. */
export type Step = {
  readonly entity: Ref;
  readonly fact: CatalogFact;
  readonly key: string;
  /** Of the transition: the same key with another hash means that another got there first. */
  readonly hash: string;
  /** The place of its description in what was told; null for one that is withdrawn. */
  readonly nth: number | null;
};

export type Plan = {
  readonly outcomes: ReadonlyMap<number, Outcome>;
  readonly steps: readonly Step[];
  /** What is said again, and where in its text; `was` is where it was when it was recorded. */
  readonly again: readonly (Placed & { readonly was: number | null })[];
};

export const sourceOf = (by: string, origin: string, place: string): string => `${by}:${origin}/${place}`;

const digest = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);

/**
 * From what stood to what is said: another transition has another key, also where it comes back to what stood before. People edit
 * what they see, so of two who edit the same only one goes on from it: theirs share a key.
 */
const transition = (entity: Ref, source: string, before: number, after: string) => {
  const hash = digest(entity, source, before, after);
  return { hash, key: source.startsWith('manual:') ? digest(entity, source, before) : hash };
};

/** What an observer saw is the same if it came under the same name, whichever entity it was taken for: an alias comes and goes. */
const knownAs = ({ entity, source, name }: Pick<HeldAs, 'entity' | 'source' | 'name'>): string =>
  `${partsOf(entity).kind} ${source} ${name.toLowerCase()}`;

export type Asked = {
  readonly origin: string;
  readonly at: Date | null;
  /** Descriptions by their place in what was told. */
  readonly said: ReadonlyMap<number, Settled>;
  /** What stands about the entities mentioned. */
  readonly held: readonly Held[];
  /** Where sources last took their word about them back. */
  readonly left: ReadonlyMap<string, number>;
  /** What stands by the sources of those observers who speak, about whatever. */
  readonly bySame: readonly HeldAs[];
  /** What stands and goes where it is not said again. */
  readonly within: readonly Held[];
  /** Sources of which something could not be read: their word stands. */
  readonly unread: ReadonlySet<string>;
};

/** What is to be recorded so that what is said stands: nothing where it does already. */
export const plan = ({ origin, at, said, held, left, bySame, within, unread }: Asked): Plan => {
  const standing = new Map(held.map((it) => [heldName(it), it]));
  const outcomes = new Map<number, Outcome>();
  const steps: Step[] = [];
  const again: Plan['again'][number][] = [];
  const heard = new Map<string, string>();
  const goneTo = new Map<string, Ref>();
  const when = at === null ? {} : { at: at.toISOString() };
  const withdraw = (before: Held, why: string): void => {
    const { entity, source } = before;
    const data = { entity, source, why };
    const once = transition(entity, source, before.pos, 'withdrawn');
    steps.push({ entity, fact: { type: 'DescriptionWithdrawn', data, ...when }, ...once, nth: null });
  };
  for (const [nth, { sound, was }] of said) {
    const { entity, name, by, place, line, confidence, says } = sound;
    const source = sourceOf(by, origin, place);
    const one = heldName({ entity, source });
    const first = heard.get(one);
    if (first !== undefined) {
      const why = first === name ? '' : ` ${first} and ${name} are one name: case does not tell names apart.`;
      const detail = `${entity} is described twice by ${source}; the first stands.${why}`;
      outcomes.set(nth, { is: 'refused', entity, code: 'duplicate', pointer: '/entity', detail });
      continue;
    }
    heard.set(one, name);
    if (observers.has(by)) {
      goneTo.set(heldName({ entity: was ?? entity, source }), entity);
      goneTo.set(knownAs({ entity, source, name }), entity);
    }
    const hash = hashOf({ name, confidence, says });
    const before = standing.get(one);
    if (before?.hash === hash) {
      outcomes.set(nth, { is: 'unchanged', entity, source, hash });
      if (line !== null) again.push({ entity, source, pos: before.pos, line, was: before.line });
      continue;
    }
    outcomes.set(nth, { is: 'described', entity, source, hash });
    const data = {
      entity,
      name,
      by,
      source,
      origin,
      says,
      ...(confidence === 1 ? {} : { confidence }),
      ...(line === null ? {} : { line }),
    };
    const once = transition(entity, source, before?.pos ?? left.get(one) ?? 0, hash);
    steps.push({ entity, fact: { type: 'EntityDescribed', data, ...when }, ...once, nth });
  }
  for (const it of bySame) {
    if (heard.has(heldName(it))) continue;
    const to = goneTo.get(heldName(it)) ?? goneTo.get(knownAs(it));
    if (to !== undefined) withdraw(it, `It goes by the name of ${to}.`);
  }
  for (const it of within) {
    if (!heard.has(heldName(it)) && !unread.has(it.source))
      withdraw(it, 'Its source says nothing about it any longer.');
  }
  return { outcomes, steps, again };
};
