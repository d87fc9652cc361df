import type { Case } from './case.ts';
import type { Deviation } from './deviation.ts';
import type { Graph } from './graph.ts';
import { pointsIn, rowAt } from './span.ts';
import type { Table } from './table.ts';
import type { Without } from './without.ts';

const minute = 60_000;

/** What this answer has to do without, in words. */
export const lacksOf = (known: {
  readonly input: Case;
  readonly table: Table;
  readonly alerting: readonly Deviation[];
  readonly symptom: Deviation | null;
  readonly graph: Graph;
  readonly found: boolean;
}): Without[] => {
  const { input, table, alerting, symptom, graph, found } = known;
  const { service, signal } = input.target;
  const lacks: Without[] = [];
  const add = (what: Without['what'], says: string): void => void lacks.push({ what, says });
  if (input.changes.length === 0) add('changes', 'No change was recorded in the time looked back over.');
  if (!graph.known)
    add('graph', 'Nothing says who calls whom, so every service was taken for one that the target calls.');
  else if (!input.edges.some((edge) => edge.includes(service)))
    add('target', `Nothing is known of what ${service} calls.`);
  if (table.tracks.length === 0)
    add('metrics', 'There are no metrics around the page, nor from the hours before it.');
  else if (symptom === null && alerting.length === 0) {
    const some = table.tracks.some((track) => (track.peer ?? track.service) === service);
    add(
      some ? 'history' : 'target',
      some
        ? `The metrics of ${service} do not reach back far enough to say what is usual.`
        : `There are no metrics of ${service}.`,
    );
  } else if (!found) add('metrics', `The ${signal} of ${service} shows nothing unusual around the page.`);
  if (symptom !== null) {
    const end = Math.min(input.now, input.pagedAt + 15 * minute);
    const from = rowAt(table, input.pagedAt - 10 * minute);
    const expected = Math.floor((end - (input.pagedAt - 10 * minute)) / table.step);
    const there = pointsIn(symptom.track.values, { from, until: rowAt(table, end + 1) }).length;
    if (there * 2 < expected)
      add(
        'gap',
        `Around the page about ${expected - there} of ${expected} values of ${signal} of ${service} are missing.`,
      );
    if (symptom.baseline.flat)
      add('flat', `The ${signal} of ${service} hardly moved before, so how unusual it is cannot be said.`);
    if (symptom.baseline.points < 20)
      add('history', `Only ${symptom.baseline.points} values of ${signal} of ${service} tell what is usual.`);
  }
  if (table.counterResets > 0)
    add(
      'counter reset',
      `${table.counterResets} ${table.counterResets === 1 ? 'counter was' : 'counters were'} reset; what was counted just before is lost.`,
    );
  const odd = input.changes.filter(
    ({ at, completedAt }) => at > input.now || (completedAt ?? at) < at,
  ).length;
  if (odd > 0)
    add(
      'clocks',
      `${odd} ${odd === 1 ? 'change bears a time' : 'changes bear times'} that cannot be: clocks disagree.`,
    );
  return lacks;
};
