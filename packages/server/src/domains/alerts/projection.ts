import type { Queryable } from '@nightjar/kernel/database/database';
import type { Recorded } from '@nightjar/kernel/fact';
import { projection } from '@nightjar/kernel/projection/projection';
import { alertOf } from './alert.ts';
import type { AlertFact } from './events.ts';
import { type Folded, mergeOrNone } from './fold.ts';
import { keepStandings, memories, type Placed, remember, standingsAt, standingsOf } from './memory.ts';
import { higher, placed } from './readings.ts';
import { indexes, tables } from './tables.ts';

const idOf = ({ stream }: Recorded<AlertFact>): string => stream.slice('alert:'.length);

const nameOf = ({ id, place }: { readonly id: string; readonly place: string }): string => `${id} ${place}`;

/**
 * A place seen for the first time only adds to its alert. Where a reading takes the place of another, the alert is put together
 * again from all that stands.
 */
const batch = async (tx: Queryable, facts: readonly Recorded<AlertFact>[]): Promise<void> => {
  const orgs = new Map(facts.map((fact) => [idOf(fact), fact.org]));
  const whole = new Map<string, Folded | null>(await memories(tx, [...orgs.keys()]));
  const said = facts.map((fact) => ({
    id: idOf(fact),
    ...placed({ type: fact.type, data: fact.data } as AlertFact),
  }));
  const asked = [...new Map(said.map(({ id, place }) => [nameOf({ id, place }), { id, place }])).values()];
  const standing = new Map((await standingsAt(tx, asked)).map((row) => [nameOf(row), row]));

  const again = new Set<string>();
  for (const { id, place, said: now } of said) {
    const before = standing.get(nameOf({ id, place }));
    const after = before === undefined ? now : higher(before, now);
    standing.set(nameOf({ id, place }), { id, place, reading: after.reading, says: after.says });
    if (after.says !== null && (before === undefined || before.reading === after.reading))
      whole.set(id, mergeOrNone(whole.get(id) ?? null, after.says));
    else again.add(id);
  }
  await keepStandings(tx, [...standing.values()] satisfies Placed[]);
  for (const id of again) whole.set(id, null);
  for (const { id, says } of await standingsOf(tx, [...again]))
    whole.set(id, mergeOrNone(whole.get(id) ?? null, says));

  await remember(
    tx,
    [...orgs].map(([id, org]) => {
      const folded = whole.get(id) ?? null;
      return { id, org, folded, alert: folded === null ? null : alertOf(id, folded) };
    }),
  );
};

/** Every alert as it stands. */
export const alerts = projection<AlertFact>({
  name: 'alerts.alerts',
  version: 2,
  tables,
  indexes,
  handles: ['AlertObserved', 'AlertWithdrawn'],
  batch,
});
