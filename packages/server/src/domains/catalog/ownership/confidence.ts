import type { Reader } from '@nightjar/descriptors/description';

/** How likely a reader's word about an owner is true on the day it is said: from 0 to 1. */
const believed: Readonly<Record<Reader, number>> = {
  manual: 0.95,
  nightjar: 0.95,
  backstage: 0.9,
  effx: 0.9,
  codeowners: 0.75,
  definition: 0.7,
  kubernetes: 0.7,
  ecs: 0.7,
  lambda: 0.7,
  compose: 0.5,
  repository: 0.4,
  committers: 0.35,
  traces: 0.3,
};

/**
 * Days in which half of what may fade has faded, and the part that never does: teams are renamed about once in two years,
 * what runs is looked at every minute, and who commits changes with the quarter.
 */
const fading = {
  declared: { days: 365, rest: 0.5 },
  observed: { days: 14, rest: 0.2 },
  committed: { days: 90, rest: 0 },
} as const;

const observed: ReadonlySet<Reader> = new Set(['kubernetes', 'ecs', 'lambda', 'compose', 'traces']);

const dayMs = 86_400_000;

export const freshness = (by: Reader, ageMs: number): number => {
  const { days, rest } =
    fading[by === 'committers' ? 'committed' : observed.has(by) ? 'observed' : 'declared'];
  return rest + (1 - rest) * 2 ** (-Math.max(0, ageMs) / (days * dayMs));
};

/** One source's word that somebody is an owner. */
export type Word = {
  readonly by: Reader;
  /** Since it was said, or last seen to be so. */
  readonly ageMs: number;
  /** How sure the source itself is, 0 to 1. */
  readonly certainty: number;
  /** Among the owners it names: 0 is the first, who answers. */
  readonly place: number;
};

const weightOf = ({ by, ageMs, certainty, place }: Word): number =>
  believed[by] * freshness(by, ageMs) * certainty * (place === 0 ? 1 : 0.8);

/** That at least one of them is right, were they to err independently. */
const anyOf = (words: readonly Word[]): number =>
  1 - words.reduce((wrong, word) => wrong * (1 - weightOf(word)), 1);

/**
 * How sure it is that somebody is an owner: trust in each reader × the freshness of its word × its own certainty, agreeing
 * sources together (1 − the product of their doubts), and up to half of it taken off by those who name others instead.
 */
export const confidenceOf = (agree: readonly Word[], differ: readonly Word[]): number =>
  Math.round(anyOf(agree) * (1 - anyOf(differ) / 2) * 100) / 100;
