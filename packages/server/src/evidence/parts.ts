import type { Series } from '@nightjar/diagnosis/case';
import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { FindRelated } from './related.ts';

/**
 * What a diagnosis is put together from, each domain giving its own; app.ts hands them on, so that none knows another. Services
 * are told by their names as the feed and alerts have them, compared as `sameName` does. Times are milliseconds since 1970.
 */

/** A change that the feed knows of, with what a ranking and a line of text need. */
export type FoundChange = {
  readonly id: string;
  readonly title: string;
  readonly summary: string | null;
  readonly kind: string;
  readonly services: readonly string[];
  readonly environment: string | null;
  /** When it began. */
  readonly at: number;
  /** When it was over; null while it is under way, or where nobody tells. */
  readonly completedAt: number | null;
  readonly actor: string | null;
  readonly newInstances?: readonly string[];
  readonly oldInstances?: readonly string[];
};

export type FindChanges = (
  kernel: Kernel,
  caller: Caller,
  wish: {
    /** Of these services. */
    readonly services: readonly string[];
    /** In place of that: of these kinds, whatever they are about. */
    readonly kinds?: readonly string[];
    /** There, or where no environment is told; null: everywhere but where people only rehearse. */
    readonly environment: string | null;
    /** Those that began no later than `until`, and were over, or began where nobody tells, no earlier than `from`. */
    readonly from: number;
    readonly until: number;
    /** What became of them later is not told. */
    readonly now: number;
    /** The nearest to `until`; more are cut. */
    readonly most: number;
  },
) => Promise<{ readonly changes: readonly FoundChange[]; readonly cut: boolean }>;

export type Around = {
  /** Whether the catalog has the service at all. */
  readonly known: boolean;
  /** Itself first, then the nearest. `hops` null: no call leads there, it only has the owner or a resource in common. */
  readonly services: readonly { readonly name: string; readonly hops: number | null }[];
  /** Caller, callee. */
  readonly edges: readonly (readonly [string, string])[];
  readonly cut: boolean;
};

/** What the service needs, to a depth, as it stood at the instant; where nothing is known of that, what has the same owner. */
export type FindAround = (
  kernel: Kernel,
  caller: Caller,
  wish: {
    readonly service: string;
    readonly at: number | null;
    readonly depth: number;
    readonly most: number;
  },
) => Promise<Around>;

/** As a case holds it. */
export type FoundSeries = Series;

export type FindSeries = (
  kernel: Kernel,
  caller: Caller,
  wish: {
    readonly services: readonly string[];
    /** There, or where no environment is told; null: everywhere but where people only rehearse. */
    readonly environment: string | null;
    readonly from: number;
    readonly until: number;
    /** Series, at most. */
    readonly most: number;
  },
) => Promise<{ readonly series: readonly FoundSeries[]; readonly cut: boolean }>;

/** Who is to be asked about a service: its team or person, with where to reach them. */
export type FoundOwner = {
  readonly name: string;
  /** Where the pages show it. */
  readonly address: string;
  readonly contacts: readonly { readonly kind: string; readonly value: string }[];
};

export type FindOwner = (kernel: Kernel, caller: Caller, service: string) => Promise<FoundOwner | null>;

/** The names of services that are most like one that nobody knows; none where none is near. */
type FindNear = (kernel: Kernel, caller: Caller, name: string) => Promise<readonly string[]>;

export type Evidence = {
  readonly changes: FindChanges;
  readonly around: FindAround;
  /** Asked one and all: measurements, and calls as traces show them. */
  readonly series: readonly FindSeries[];
  readonly owner: FindOwner;
  readonly near: FindNear;
  readonly related: FindRelated;
};
