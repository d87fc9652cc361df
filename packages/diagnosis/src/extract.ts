import type { Case } from './case.ts';
import { changeRateOf, changesOf } from './changes.ts';
import { deviationsOf } from './deviation.ts';
import { exposureOf } from './exposure.ts';
import type { Features } from './features.ts';
import { graphOf } from './graph.ts';
import { lacksOf } from './lacks.ts';
import { nodesOf } from './nodes.ts';
import { mainOf, onsetOf, reachOf, symptomsBeforePage, symptomsOf, unrestOf } from './onset.ts';
import { rounded } from './round.ts';
import { seenIn } from './seen.ts';
import { kindOf } from './signal.ts';
import { rowAt } from './span.ts';
import { tableOf } from './table.ts';
import { withWholeServices } from './whole-service.ts';

const minute = 60_000;
/** What a shape is compared over, before the onset. */
const before = 15 * minute;
/** The last rows before the onset are not taken for safe: it may be older by so much than it shows. */
const guard = minute;

/** Where and when, which no change has a part in: the costly half, worth keeping when changes come in later. */
export const surveyOf = (input: Omit<Case, 'changes'>) => {
  const table = withWholeServices(tableOf(input));
  const span = reachOf(table, input);
  const alerting = symptomsBeforePage(table, input);
  const { found, evidence } = onsetOf(alerting, span);
  const elsewhere = found === null ? onsetOf(unrestOf(table, input.pagedAt), span).found : null;
  const row = found?.row ?? elsewhere?.row ?? Math.max(0, rowAt(table, input.pagedAt + 1) - 1);
  const dated = found !== null || elsewhere !== null;
  const onset = dated ? (table.times[row] ?? input.pagedAt) : input.pagedAt;
  const since = { from: Math.max(0, row - 1), until: Math.max(span.until, row) };
  const earliest = rowAt(table, Math.min(onset, input.pagedAt) - before);
  const around = { from: Math.min(since.from, earliest), until: since.until };
  const safeUntil = onset - Math.max(guard, table.step);
  const deviations = deviationsOf(table, safeUntil, around.from);
  const symptom = mainOf(symptomsOf(deviations, input.target));
  const graph = graphOf(input);
  const kind = symptom?.track.kind ?? kindOf(input.target.signal);
  return {
    input,
    table,
    alerting,
    symptom,
    graph,
    since,
    safe: { from: 0, until: rowAt(table, safeUntil - table.step + 1) },
    found: found !== null,
    nodes: nodesOf(deviations, graph, symptom, kind, { onset: row, since, around }),
    context: {
      evidence: rounded(evidence),
      onset,
      dated: dated ? 1 : 0,
      elsewhere: elsewhere === null ? 0 : 1,
      step: table.step,
      pagedAt: input.pagedAt,
      target: input.target,
      seen: symptom === null ? null : seenIn(symptom, since),
      graph: graph.known ? 1 : 0,
    },
  };
};

/** A survey and the changes that were made: all numbers that a ranking is made from. */
export const featuresOf = (survey: ReturnType<typeof surveyOf>, changes: Case['changes']): Features => {
  const { input, table, graph, safe, since, nodes, context } = survey;
  const whole = { ...input, changes };
  return {
    context: { ...context, changeRate: changeRateOf(changes, graph.hops.size, context.onset) },
    nodes,
    ...changesOf(whole, context, (change) => exposureOf(change, table, safe, since)),
    without: lacksOf({ ...survey, input: whole }),
  };
};

/** Everything that a ranking needs to know of a case, as plain numbers. */
export const extract = (input: Case): Features => featuresOf(surveyOf(input), input.changes);
