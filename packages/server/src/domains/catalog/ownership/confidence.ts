import { observers, type Reader } from '@nightjar/descriptors/description';

/** How likely a reader's word about an owner is true on the day it is said: from 0 to 1. */
const believed: Readonly<Record<Reader, number>> = {
  manual: 0.98,
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
 * what runs is looked at every minute, and who commits changes with the quarter. What a person settled was settled on purpose,
 * against files that said otherwise: it grows old as they do, but never as far as a guess.
 */
const fading = {
  settled: { days: 365, rest: 0.75 },
  declared: { days: 365, rest: 0.5 },
  observed: { days: 14, rest: 0.2 },
  committed: { days: 90, rest: 0 },
} as const;

const howItFades = (by: Reader): keyof typeof fading => {
  if (by === 'manual') return 'settled';
  if (by === 'committers') return 'committed';
  return observers.has(by) ? 'observed' : 'declared';
};

const dayMs = 86_400_000;

export const freshness = (by: Reader, ageMs: number): number => {
  const { days, rest } = fading[howItFades(by)];
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

/**
 * That at least one reader is right, were readers to err independently. The sources of one reader do not: five clusters show one
 * label that was written once, so of each reader the best source counts.
 */
const anyOf = (words: readonly Word[]): number => {
  const best = new Map<Reader, number>();
  for (const word of words) best.set(word.by, Math.max(best.get(word.by) ?? 0, weightOf(word)));
  return 1 - [...best.values()].reduce((wrong, weight) => wrong * (1 - weight), 1);
};

const isSettledBy = (words: readonly Word[]): boolean => words.some(({ by }) => by === 'manual');

/** Nobody is certain. */
const most = 0.99;

/**
 * How sure it is that somebody is an owner: trust in each reader × the freshness of its word × its own certainty, agreeing
 * readers together (1 − the product of their doubts), and up to half of it taken off by those who name others instead. A person
 * who names somebody has weighed the others already: they take nothing off that, and it leaves them its doubt.
 */
export const confidenceOf = (agree: readonly Word[], differ: readonly Word[]): number => {
  const against = isSettledBy(agree) ? 0 : isSettledBy(differ) ? 1 : 0.5;
  return Math.min(most, Math.round(anyOf(agree) * (1 - anyOf(differ) * against) * 100) / 100);
};
