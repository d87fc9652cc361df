import type { Queryable } from '@nightjar/kernel/database/database';
import type { Recorded } from '@nightjar/kernel/fact';
import { projection } from '@nightjar/kernel/projection/projection';
import type { AlertFact } from '../../alerts/events.ts';
import type { AlertsGrouped } from './events.ts';
import { type Brief, heard, withdrawn } from './fold.ts';
import { briefs, type Founded, keepBriefs, keepGroups, type Membership, merge, reckon } from './memory.ts';
import { indexes, tables } from './tables.ts';

type Heard = Recorded<AlertFact> | Recorded<AlertsGrouped>;

const alertIn = ({ stream }: Heard): string => stream.slice('alert:'.length);

const idsIn = (fact: Heard): readonly string[] =>
  fact.type === 'AlertsGrouped' ? fact.data.alerts.map(({ alert }) => alert) : [alertIn(fact)];

/** Facts of which none but the last merges groups: what it merges has to be written before. */
const stretches = (facts: readonly Heard[]): Heard[][] => {
  const all: Heard[][] = [[]];
  for (const fact of facts) {
    all.at(-1)?.push(fact);
    if (fact.type === 'AlertsGrouped' && fact.data.merges.length > 0) all.push([]);
  }
  return all;
};

/** Applies a stretch, and answers the groups of which anything may be another now. */
const apply = async (tx: Queryable, facts: readonly Heard[]): Promise<Set<string>> => {
  const rows = await briefs(tx, [...new Set(facts.flatMap(idsIn))]);
  const touched = new Set([...rows.values()].flatMap(({ group }) => group ?? []));
  const changed = new Map<string, Brief>();
  const groups = new Map<string, Founded>();
  const members: Membership[] = [];
  const set = (row: Brief | undefined): void => {
    if (row === undefined) return;
    rows.set(row.id, row);
    changed.set(row.id, row);
  };
  for (const fact of facts) {
    if (fact.type === 'AlertsGrouped') {
      const { group, lead, alerts, diagnosis } = fact.data;
      touched.add(group);
      const at = alerts[0]?.at ?? fact.at.toISOString();
      if (!groups.has(group)) groups.set(group, { id: group, org: fact.org, lead, diagnosis, at });
      for (const { alert, at, why } of alerts) {
        members.push({ group, alert, at, why });
        const row = rows.get(alert);
        // One that has begun anew since then is of no group yet.
        if (row?.at === at) set({ ...row, group });
      }
      continue;
    }
    const id = alertIn(fact);
    const before = rows.get(id);
    set(
      'alert' in fact.data
        ? heard(before, { id, org: fact.org }, fact.data.alert, fact.data.read)
        : withdrawn(before, fact.data.read),
    );
  }
  await keepBriefs(tx, [...changed.values()]);
  await keepGroups(tx, [...groups.values()], members);
  const last = facts.at(-1);
  if (last?.type === 'AlertsGrouped' && last.data.merges.length > 0)
    await merge(tx, last.data.group, last.data.merges);
  return touched;
};

const batch = async (tx: Queryable, facts: readonly Heard[]): Promise<void> => {
  const touched = new Set<string>();
  for (const stretch of stretches(facts))
    if (stretch.length > 0) for (const group of await apply(tx, stretch)) touched.add(group);
  await reckon(tx, [...touched]);
};

/** Which alerts are of one cause, and which are of none yet. */
export const alertGroups = projection<AlertFact | AlertsGrouped>({
  name: 'diagnosis.groups',
  version: 2,
  tables,
  indexes,
  handles: ['AlertObserved', 'AlertWithdrawn', 'AlertsGrouped'],
  batch: (tx, facts) => batch(tx, facts as readonly Heard[]),
});
