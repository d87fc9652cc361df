import type { Case, Series } from '@nightjar/diagnosis/case';
import { loudestOf } from '@nightjar/diagnosis/loudest';
import type { Around, FoundSeries } from '../../../evidence/parts.ts';
import type { Question } from '../events.ts';
import type { Names } from './names.ts';

/** A case as it is before its changes are looked for: they are sought around the onset, which it tells. */
export type Opened = Omit<Case, 'changes'>;

type Known = {
  readonly id: string;
  readonly question: Question;
  /** Nothing later is taken in. */
  readonly now: number;
  readonly around: Around;
  readonly series: readonly FoundSeries[];
  readonly names: Names;
};

const seriesOf = ({ service, peer, points, ...rest }: FoundSeries, names: Names, now: number): Series => ({
  ...rest,
  service: names.spell(service),
  ...(peer === undefined ? {} : { peer: names.spell(peer) }),
  points: points.filter(([at, value]) => at <= now && Number.isFinite(value)),
});

/** Of a question that names no signal the loudest is meant; without any measurement there is nothing to choose from. */
const signalOf = (input: Omit<Opened, 'target'>, service: string, asked: string): string =>
  asked === '' ? (loudestOf(input, service) ?? 'latency') : asked;

/** What was found, as a case: one spelling of each service, and nothing that is later than now. */
export const openCase = ({ id, question, now, around, series, names }: Known): Opened => {
  const service = question.service === null ? '' : names.spell(question.service);
  const input = {
    id,
    now,
    pagedAt: Math.min(Date.parse(question.pagedAt), now),
    edges: around.edges.map(([from, to]) => [names.spell(from), names.spell(to)] as const),
    series: series.map((one) => seriesOf(one, names, now)).filter(({ points }) => points.length > 0),
  };
  return { ...input, target: { service, signal: signalOf(input, service, question.signal) } };
};
