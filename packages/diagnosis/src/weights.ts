import type { Tree } from './trees.ts';

/** By which features become suspicion, and suspicion a probability. A change of any number is another version. */
export type Weights = {
  readonly version: string;
  /** Spreads at which a deviation counts half. */
  readonly halfOff: number;
  /** What a share of the symptom counts for that cannot be told. */
  readonly unknownShare: number;
  /** What the loudest signal of any kind counts for, beside the own part of the symptom. */
  readonly loud: number;
  /** What the suspicion of a service counts for to which no path leads: the graph may be missing an edge. */
  readonly unreached: number;
  /** What a service that nobody measures gets of what its caller cannot account for. */
  readonly unmeasured: number;
  /** What a caller gets of the suspicion of whom it calls: how it calls may have changed. */
  readonly caller: number;
  /** What any service keeps, however little it shows. */
  readonly base: number;
  /** Suspicions are raised to it before they become shares of 1: above 1 the foremost stands out more. */
  readonly sharpness: number;
  /** A symptom too weak by itself is believed where a service shows so like a shape and accounts for so large a share. */
  readonly corroboration: { readonly shape: number; readonly share: number };
  /** Changes act soon (a share of them within minutes), or late. */
  readonly time: { readonly soon: number; readonly soonMinutes: number; readonly lateMinutes: number };
  /** Log odds for a change all of whose new instances are off and none of the old; and for one without any difference. */
  readonly exposed: number;
  readonly unexposed: number;
  /** Log odds for a text that speaks of what the page is about. */
  readonly affinity: number;
  /** Odds of a kind against a deploy at the same time and place; 1 where it is not named. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Odds that no change did it, before anything is looked at; and what speaks for it, as factors. */
  readonly nothing: {
    readonly odds: number;
    readonly demand: number;
    readonly saturation: number;
    readonly loneInstance: number;
  };
  /** Spreads from which demand or saturation speaks. */
  readonly strained: number;
  /** A probability p is told as 1 / (1 + exp(-(intercept + slope * logit p))). */
  readonly calibration: { readonly intercept: number; readonly slope: number };
  /** So many are named foremost; from the given probability on that one of them did it, the verdict is `change`. */
  readonly change: { readonly named: number; readonly from: number };
  /** What each thing that an answer did without leaves of its distance from an even chance. */
  readonly without: number;
  /** Small trees whose leaves are added to the log odds of a change; none where not given. */
  readonly trees?: readonly Tree[];
};

/**
 * The shipped weights. Round numbers, set by reasoning and checked on PetShop's train incidents and on synthetic cases; what was
 * tried stands in docs/decisions/0015-suspicion.md.
 */
export const weights: Weights = {
  version: '2026-11-1',
  halfOff: 5,
  unknownShare: 0.3,
  loud: 0.3,
  unreached: 0.3,
  unmeasured: 0.5,
  caller: 0.1,
  base: 0.02,
  sharpness: 2,
  corroboration: { shape: 0.7, share: 0.3 },
  time: { soon: 0.8, soonMinutes: 10, lateMinutes: 120 },
  exposed: 3,
  unexposed: -0.7,
  affinity: 0.5,
  // 37 % of outages begin with a binary and 31 % with a configuration (Site Reliability Workbook, appendix C); who is on call and
  // what a catalog says break nothing that runs.
  kinds: { catalog: 0.05, oncall: 0.05, other: 0.5, scale: 0.5 },
  nothing: { odds: 0.4, demand: 4, saturation: 2, loneInstance: 3 },
  strained: 5,
  // Fitted on the draws of the train incidents: 0.69 and 1.38; taken halfway, since all of those have a guilty change.
  calibration: { intercept: 0.35, slope: 1.2 },
  change: { named: 3, from: 0.5 },
  without: 0.8,
};
