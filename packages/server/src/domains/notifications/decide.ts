import type { Decider } from '@nightjar/kernel/decide';
import type { DigestTold, Message, PlaceFact, TellingFact } from './events.ts';

/** How a diagnosis stands in a place. */
export type Telling =
  | { readonly is: 'untold' }
  | { readonly is: 'told'; readonly message: Message; readonly digest: boolean; readonly round: number }
  /** Nothing more is said of it there. */
  | { readonly is: 'over' };

export const telling: Decider<Telling, TellingFact> = {
  initial: { is: 'untold' },
  evolve: (_, { type, data }) =>
    type === 'DiagnosisTold'
      ? { is: 'told', message: data.message, digest: data.digest, round: data.round }
      : { is: 'over' },
};

type About = { readonly place: string; readonly diagnosis: string };

/** Told, or told anew: nothing where that is what stands. */
export const tell =
  (about: About, round: number, message: Message, digest: boolean) =>
  (before: Telling): TellingFact[] => {
    const same =
      before.is === 'told' &&
      before.message.id === message.id &&
      before.message.shows === message.shows &&
      before.round === round;
    return same ? [] : [{ type: 'DiagnosisTold', data: { ...about, round, message, digest } }];
  };

export const end =
  (about: About, why: string) =>
  (before: Telling): TellingFact[] =>
    before.is === 'over' ? [] : [{ type: 'TellingEnded', data: { ...about, why } }];

/** Where people were told already, they only miss a change of it. */
export const giveUp =
  (about: About, why: string) =>
  (before: Telling): TellingFact[] =>
    before.is === 'untold' ? [{ type: 'DiagnosisNotTold', data: { ...about, why } }] : [];

export type Digest = { readonly message: Message; readonly diagnoses: readonly string[] } | null;

export const digest: Decider<Digest, DigestTold> = {
  initial: null,
  evolve: (_, { data: { message, diagnoses } }) => ({ message, diagnoses }),
};

export type PlaceState = { readonly is: 'fine' } | { readonly is: 'troubled'; readonly code: string };

export const place: Decider<PlaceState, PlaceFact> = {
  initial: { is: 'fine' },
  evolve: (_, fact) =>
    fact.type === 'PlaceTroubled' ? { is: 'troubled', code: fact.data.code } : { is: 'fine' },
};

type Named = { readonly place: string; readonly title: string };

/** Told once for as long as it lasts, however often it is met. */
export const trouble =
  (named: Named, { code, says }: { readonly code: string; readonly says: string }) =>
  (before: PlaceState): PlaceFact[] =>
    before.is === 'troubled' && before.code === code
      ? []
      : [{ type: 'PlaceTroubled', data: { ...named, code, says } }];

export const recover =
  (named: Named) =>
  (before: PlaceState): PlaceFact[] =>
    before.is === 'fine' ? [] : [{ type: 'PlaceRecovered', data: named }];

/** So many pages that wait for a place are told in one message, whenever they were heard of. */
const many = 4;

/** Whoever is paged is told within so long, ms, where a digest can help it: the rest of three seconds is for finding out, hearing and saying it. */
const inTimeMs = 1500;

/** The moment, and how long a place has to be left alone after a message; milliseconds. */
export type Pace = { readonly now: number; readonly paceMs: number };

/**
 * Whether what waits is told in one message. `heard`: when each of the pages was heard of that nobody in the place has been told of,
 * besides the one at hand, in their order. Few are told together where some of them are in time only so.
 */
export const inDigest = (heard: readonly number[], { now, paceMs }: Pace): boolean =>
  heard.length >= many ||
  heard.some((at, nth) => now - at <= inTimeMs && now + (nth + 1) * paceMs - at > inTimeMs);
