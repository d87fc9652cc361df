import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { FoundOwner } from './parts.ts';

/**
 * What whoever tells people of a page is given: a part of what the domains `diagnosis` and `alerts` answer. Doors to it are handed
 * on by app.ts. Moments are ISO 8601 in UTC, addresses are paths of the pages.
 */

export type ToldSuspect = {
  readonly change: string;
  readonly title: string;
  readonly kind: string;
  readonly service: string;
  readonly environment: string | null;
  readonly at: string;
  readonly completedAt: string | null;
  readonly actor: string | null;
  readonly probability: number;
  readonly reasons: readonly string[];
  readonly address: string;
};

export type ToldJudgement = {
  readonly change: string | null;
  readonly judgement: 'confirmed' | 'refuted' | 'withdrawn';
  readonly by: string;
  readonly byName: string | null;
};

export type ToldDiagnosis = {
  readonly id: string;
  readonly alert: string | null;
  readonly title: string;
  readonly service: string | null;
  readonly environment: string | null;
  readonly pagedAt: string;
  readonly madeAt: string;
  readonly round: number;
  /** Minutes after the page; null where somebody asked out of turn. */
  readonly after: number | null;
  readonly verdict: 'change' | 'not a change' | 'unknown';
  /** That one of the three foremost suspects did it. */
  readonly probability: number;
  readonly onset: string;
  readonly dated: boolean;
  readonly suspects: readonly ToldSuspect[];
  readonly reasons: readonly string[];
  readonly candidates: number;
  readonly without: readonly { readonly what: string; readonly says: string }[];
  readonly owner: FoundOwner | null;
  readonly judgements: readonly ToldJudgement[];
  readonly rounds: readonly { readonly round: number; readonly madeAt: string }[];
  readonly address: string;
};

/** What a page of the alert is recognised by, where others tell of it too. */
export type ToldAlert = {
  readonly id: string;
  readonly source: string;
  readonly key: string;
  readonly title: string;
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly labels: Readonly<Record<string, string>>;
};

export type FindDiagnosis = (kernel: Kernel, caller: Caller, id: string) => Promise<ToldDiagnosis | null>;

export type FindAlert = (kernel: Kernel, caller: Caller, id: string) => Promise<ToldAlert | null>;

/** Without a change: no change did it. */
export type Judge = (
  kernel: Kernel,
  caller: Caller,
  diagnosis: string,
  judgement: {
    readonly change: string | null;
    readonly judgement: ToldJudgement['judgement'];
    readonly from?: string;
  },
) => Promise<unknown>;
