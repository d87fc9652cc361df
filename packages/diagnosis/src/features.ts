import type { Without } from './without.ts';

/** What one service shows; plain numbers, so that they can be kept and ranked again by other weights. */
export type NodeFeatures = {
  readonly service: string;
  /** Whom it calls, of the services in `nodes`. */
  readonly calls: readonly string[];
  /** Calls between the target and it; null where no path leads there. */
  readonly hops: number | null;
  /** 1 where it has any series that tells what is usual. */
  readonly measured: number;
  /** 1 where it has a series of the paged signal. */
  readonly paged: number;
  /** How far the paged signal is off there, in spreads. */
  readonly off: number;
  /** Correlation of that series with the symptom, -1 to 1. */
  readonly shape: number;
  /** Share of the symptom that it accounts for; null where it cannot be told. */
  readonly share: number | null;
  /** Evidence by cumulative sum that the paged signal is off there, in spreads. */
  readonly evidence: number;
  /** How far its loudest series of any signal is off, in spreads, and how like the symptom (or a step at the onset) that one is. */
  readonly loud: number;
  readonly loudShape: number;
  /** How far processor or memory are off, in spreads. */
  readonly saturation: number;
  /** How far its requests are above what is usual, in spreads. */
  readonly demand: number;
  /** 1 where one of its three or more instances is off and the others are not. */
  readonly loneInstance: number;
  /** For people: the series by which it is suspected. */
  readonly seen: Seen | null;
  /** And its loudest, where that is another. */
  readonly loudSeen: Seen | null;
};

/** A series in words: what it was and what it became. */
export type Seen = {
  readonly signal: string;
  readonly stat: string;
  readonly before: number;
  readonly after: number;
};

/** A change that cannot have been the cause, and why not. */
export type Excluded = { readonly id: string; readonly why: string };

/** What one change shows. */
export type ChangeFeatures = {
  readonly id: string;
  readonly service: string;
  readonly kind: string;
  readonly at: number;
  /** When it was wholly in effect. */
  readonly effectiveAt: number;
  /** Minutes from when it was in effect to the end of the onset's row (or the page, if that came first); 0 while it was under way. */
  readonly ageMinutes: number;
  readonly underWay: number;
  /** Share of its new instances that are off less that of the old, -1 to 1; null without such series. */
  readonly exposure: number | null;
  /** How much its text speaks of the paged signal, 0 to 1. */
  readonly affinity: number;
};

export type Context = {
  /** Evidence that the alerting series is off around the page, in spreads. */
  readonly evidence: number;
  /** When the trouble began (milliseconds since 1970), to a row; the page's row where nothing shows it. */
  readonly onset: number;
  /** 1 where a series shows it. */
  readonly dated: number;
  /** Width of a row, in milliseconds: how exactly the onset is known. */
  readonly step: number;
  readonly pagedAt: number;
  readonly target: { readonly service: string; readonly signal: string };
  /** How the target's signal moved. */
  readonly seen: Seen | null;
  /** 1 where it is known who calls whom. */
  readonly graph: number;
  /** 1 where the trouble shows in no alerting series and was dated by all series together. */
  readonly elsewhere: number;
  /** Changes an hour and service, in what was looked back over. */
  readonly changeRate: number;
};

/** All that a ranking is made from. */
export type Features = {
  readonly context: Context;
  readonly nodes: readonly NodeFeatures[];
  readonly changes: readonly ChangeFeatures[];
  readonly excluded: readonly Excluded[];
  readonly without: readonly Without[];
};
