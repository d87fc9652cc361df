import type { Case } from './case.ts';
import { onsetOf, reachOf, symptomsBeforePage } from './onset.ts';
import { kindOf } from './signal.ts';
import { tableOf } from './table.ts';
import { withWholeServices } from './whole-service.ts';

/** What callers notice; the rest are reasons for it. */
const noticed: ReadonlySet<string> = new Set(['latency', 'errors', 'success']);

/**
 * The signal of a service that is furthest off around the page: for a page that does not say what it is about. What callers notice
 * comes before the rest, however loud. Null where nothing is measured of it.
 */
export const loudestOf = (
  input: Pick<Case, 'series' | 'pagedAt' | 'now'>,
  service: string,
): string | null => {
  const series = input.series.filter((one) => (one.peer ?? one.service) === service);
  const table = withWholeServices(tableOf({ series }));
  const span = reachOf(table, input);
  const told = [...new Set(series.map(({ signal }) => signal))].sort().map((signal) => {
    const symptoms = symptomsBeforePage(table, { pagedAt: input.pagedAt, target: { service, signal } });
    const { found, evidence } = onsetOf(symptoms, span);
    const isNoticed = noticed.has(kindOf(signal));
    return { signal, evidence, rank: found === null ? (isNoticed ? 1 : 0) : isNoticed ? 3 : 2 };
  });
  return told.sort((a, b) => b.rank - a.rank || b.evidence - a.evidence)[0]?.signal ?? null;
};
