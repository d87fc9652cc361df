import type { Firing } from './firing.ts';

/** What ties two alerts together besides what both say: the graph, or a word. */
export type Tie = {
  readonly is: 'service' | 'calls' | 'through' | 'shares' | 'names' | 'same' | 'thing';
  /** As it is told to people. */
  readonly why: string;
};

const minute = 60_000;

/** Alerts further apart are not looked at as a pair. */
export const longestApart = 15 * minute;

/** From here on two alerts are taken for one cause's. */
export const enough = 0.5;

/**
 * What each tie counts for by itself. Round numbers, set by reasoning: a tie that is enough holds for the whole quarter of an hour,
 * one that is not needs closeness in time, or the same words.
 */
const weights: Readonly<Record<Tie['is'], number>> = {
  service: 0.7,
  calls: 0.55,
  // No service is told of either, and the same source says the same but for the numbers.
  same: 0.5,
  thing: 0.45,
  through: 0.4,
  shares: 0.4,
  names: 0.35,
};

/** Within a minute all of it, at the end nothing. */
const closeness = (apart: number): number =>
  0.2 * Math.max(0, Math.min(1, (longestApart - apart) / (longestApart - minute)));

/** Shared words among all words; 1 for the same words. */
const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let both = 0;
  for (const word of few) if (many.has(word)) both += 1;
  return both === 0 ? 0 : both / (a.size + b.size - both);
};

/** The same rule on two services says little: in the same minute many rules fire. It never suffices without a tie. */
const likeness = (a: Firing, b: Firing): number =>
  Math.max(a.rule !== null && a.rule === b.rule ? 0.15 : 0, 0.2 * overlap(a.words, b.words));

/** Of the things that both name, each after the first. */
const moreThings = (a: Firing, b: Firing): number => {
  const both = a.things.filter((thing) => b.things.includes(thing)).length;
  return Math.min(0.2, 0.1 * Math.max(0, both - 1));
};

/** What a label counts less for where the catalog knows both services and no way between them. */
const strangers = 0.15;

/** How much speaks for one cause, from 0 on. `strange`: the catalog knows the services of both, and knows no way between them. */
export const scoreOf = (a: Firing, b: Firing, tie: Tie, strange: boolean): number => {
  const apart = Math.abs(a.at - b.at);
  if (apart > longestApart) return 0;
  const score = weights[tie.is] + closeness(apart) + likeness(a, b) + moreThings(a, b);
  return strange && tie.is === 'thing' ? score - strangers : score;
};

/** Two environments that are both told and differ are never of one group: staging does not page for production. */
export const sameEnvironment = (a: string | null, b: string | null): boolean =>
  a === null || b === null || a === b;
