import type { Recorded } from '@nightjar/kernel/fact';
import type { DeliveryIgnored, DeliveryReadAgain, DeliveryUnread } from '../../sources/events.ts';
import { mostChanges } from './tables.ts';
import type { DeliveryOutcome } from './wire.ts';

/** A report of a change or an alert, as far as it concerns its delivery. */
type Observed = {
  readonly type: 'ChangeObserved' | 'AlertObserved';
  readonly data: {
    readonly read?: { readonly delivery: string } | undefined;
    readonly observation?: { readonly source: string };
    readonly alert?: { readonly source: string };
  };
};

export type DeliveryFact = Observed | DeliveryIgnored | DeliveryUnread | DeliveryReadAgain;

/** What some facts say about one delivery. */
export type Told = {
  readonly org: number;
  readonly source: string;
  readonly delivery: string;
  readonly pos: number;
  readonly at: string;
  readonly outcome: DeliveryOutcome;
  readonly why: string | null;
  readonly changes: readonly string[];
  /** Reports in it. */
  readonly count: number;
};

export type Batch = {
  /** Deliveries that arrived. */
  readonly arrived: readonly Told[];
  /** Deliveries that were read again since. */
  readonly again: readonly Told[];
};

/** Who took the delivery in: hooks write `source:github`; elsewhere the reports name their source. */
const sourceIn = (actor: string | null, named: string): string =>
  actor?.startsWith('source:') ? actor.slice('source:'.length) : named;

const about = ({
  type,
  data,
  stream,
  actor,
}: Recorded<DeliveryFact>): Omit<Told, 'org' | 'pos' | 'at'> | null => {
  const fact = { type, data } as DeliveryFact;
  switch (fact.type) {
    case 'ChangeObserved':
    case 'AlertObserved': {
      const { read, observation, alert } = fact.data;
      const named = (observation ?? alert)?.source;
      if (read === undefined || named === undefined) return null;
      const changes = fact.type === 'ChangeObserved' ? [stream.slice('change:'.length)] : [];
      const source = sourceIn(actor, named);
      return { source, delivery: read.delivery, outcome: 'recorded', why: null, changes, count: 1 };
    }
    case 'DeliveryIgnored':
      return { ...fact.data, outcome: 'ignored', changes: [], count: 0 };
    case 'DeliveryUnread':
      return { ...fact.data, outcome: fact.data.parked ? 'parked' : 'unread', changes: [], count: 0 };
    case 'DeliveryReadAgain':
      return { ...fact.data, changes: [], count: 0 };
  }
};

/** Corrections are Nightjar's own: they tell nothing of what arrived. */
const isAgain = ({ type, actor }: Recorded<DeliveryFact>): boolean =>
  type === 'DeliveryReadAgain' || actor === 'nightjar';

const both = (before: Told | undefined, now: Told): Told =>
  before === undefined
    ? now
    : {
        ...before,
        changes: [...new Set([...before.changes, ...now.changes])].slice(0, mostChanges),
        count: before.count + now.count,
      };

const later = (before: Told | undefined, now: Told): Told => ({
  ...now,
  changes: both(before, now).changes,
});

/** What a batch of facts says of deliveries, one entry a delivery. */
export const toldOf = (facts: readonly Recorded<DeliveryFact>[]): Batch => {
  const [arrived, again] = [new Map<string, Told>(), new Map<string, Told>()];
  for (const fact of facts) {
    const it = about(fact);
    if (it === null) continue;
    const { source, delivery, outcome, why, changes, count } = it;
    const { org, pos, recordedAt } = fact;
    const at = recordedAt.toISOString();
    const told = { org, source, delivery, pos, at, outcome, why, changes, count };
    const key = `${org} ${source} ${delivery}`;
    if (isAgain(fact)) again.set(key, later(again.get(key), told));
    else arrived.set(key, both(arrived.get(key), told));
  }
  return { arrived: [...arrived.values()], again: [...again.values()] };
};
