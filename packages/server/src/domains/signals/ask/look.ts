import type { Queryable } from '@nightjar/kernel/database/database';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Locate } from '../../../change/located.ts';
import { Unread } from '../../../discovery/code-host.ts';
import { masked } from '../../../discovery/masked.ts';
import { type Outcome, stateAfter } from '../../../reconcile/state.ts';
import { rests } from '../../../telemetry/rests.ts';
import type { Collector } from '../collector.ts';
import { openCounters } from '../counters.ts';
import type { PointOutcome } from '../figures.ts';
import { writeWhole } from '../flush.ts';
import { labelled, placer } from '../label.ts';
import { type Meter, meter } from '../meter.ts';
import { graceMs } from '../resolution.ts';
import type { OrgRule } from '../rules.ts';
import { openTally } from '../tally.ts';
import { holdRuleState, keepRuleState, type RuleState } from './kept.ts';
import type { Matrix } from './matrix.ts';
import { askRange, type Bounds, type QueryRule, stepMs } from './question.ts';
import type { PrometheusTokens } from './tokens.ts';

export type AskParts = {
  readonly collector: Collector;
  readonly locate: Locate;
  readonly tokens: PrometheusTokens;
  readonly bounds: Bounds;
};

/** A gap is filled so far back: what is older, slots take no more once the answer is there. */
const refillMs = graceMs - 60_000;
/** What was scraped just now may yet come in. */
const settleMs = 5_000;

/** Points between which the rest of the house may breathe: some milliseconds of work. */
const pointsAtOnce = 5000;

type Span = { readonly from: number; readonly to: number; readonly known: boolean };

/** From where it got to; null where there is nothing yet to ask for. A cursor that is ahead is of a clock that was. */
const spanOf = (cursor: string | null, now: number): Span | null => {
  const to = Math.floor((now - settleMs) / stepMs) * stepMs;
  const kept = cursor === null ? Number.NEGATIVE_INFINITY : Date.parse(cursor);
  const reached = kept > now ? Number.NEGATIVE_INFINITY : kept;
  if (reached >= to) return null;
  const from = Math.max(reached, to - refillMs);
  return { from, to, known: from === reached };
};

type Took = { readonly series: number; readonly points: number; readonly note: string | null };

const noteOf = (
  { leftOut, malformed, cut }: Matrix,
  left: ReadonlyMap<PointOutcome, number>,
): string | null => {
  const says = [
    [cut, 'series are more than are taken of one answer'],
    [malformed, 'series are none'],
    [left.get('nameless') ?? 0, 'series name no service'],
    [leftOut, 'points are no numbers, or of another time than was asked for'],
    [left.get('crowded') ?? 0, 'points are of more series than are kept'],
    [left.get('no-number') ?? 0, 'points are beyond what can be added up'],
    [left.get('late') ?? 0, 'points are too late'],
  ] as const;
  const told = says.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  return told.length === 0 ? null : `Left out: ${told.join('; ')}.`;
};

/** Takes an answer into a tally. What was taken by the look before is passed over; of a counter it is what the next counts from. */
const take = async (
  { rule, org }: OrgRule,
  matrix: Matrix,
  { from, known }: Span,
  { point, series: seriesOf }: Meter,
  { collector, locate }: Pick<AskParts, 'collector' | 'locate'>,
): Promise<Took> => {
  const rest = rests(pointsAtOnce);
  const place = placer(locate, org, 'prometheus');
  const left = new Map<PointOutcome, number>();
  const count = (outcome: PointOutcome): void => {
    collector.figures.points('query', outcome);
    left.set(outcome, (left.get(outcome) ?? 0) + 1);
  };
  collector.figures.points('query', 'no-number', matrix.leftOut);
  for (const { labels, points } of matrix.series) {
    await rest(points.length + 1);
    const read = labelled(rule, labels, place);
    if (read === null) {
      count('nameless');
      continue;
    }
    const series = seriesOf(read.labels);
    const counter = JSON.stringify(labels);
    for (const [at, value] of points) {
      if (series === null) count('crowded');
      else if (at > from || !known || rule.kind === 'counter') {
        const outcome = point(series, { at, value: value * read.factor, counter });
        // The one from which it counts was taken before.
        if (at > from || !known) count(outcome);
      }
    }
  }
  return { series: matrix.series.length, points: left.get('taken') ?? 0, note: noteOf(matrix, left) };
};

/**
 * One look for one rule: asks, writes what was answered and how far that reaches in one transaction, so that nothing counts twice
 * or is missed, whoever looks next. Answers how the rule stands then; does not throw for what a Prometheus does.
 */
export const look = async (
  kernel: Kernel,
  one: OrgRule & { readonly from: QueryRule },
  before: RuleState | null,
  parts: AskParts,
  signal: AbortSignal,
): Promise<{ readonly state: RuleState; readonly concernsAll: boolean }> => {
  const { org, rule, from: asked } = one;
  const { collector, tokens, bounds } = parts;
  const now = kernel.clock.now();
  const of = JSON.stringify(asked);
  const after = (outcome: Outcome, took: Took): RuleState => ({
    ...stateAfter(before, outcome, { now, everyMs: asked.everySeconds * 1000, chance: Math.random() }),
    ...(took.note === null ? {} : { why: took.note }),
    series: took.series,
    points: took.points,
    of,
  });
  const none = { series: before?.series ?? 0, points: before?.points ?? 0, note: null };
  /**
   * Keeps how it stands, with what was written. A process that stood still for longer than its lease may find that another has looked:
   * then what that wrote stands, and counts once.
   */
  const settle = (
    state: RuleState,
    write: (tx: Queryable) => Promise<unknown> = async () => {},
  ): Promise<RuleState> =>
    kernel.database.transaction(async (tx) => {
      const standing = await holdRuleState(tx, org, rule.name);
      if (standing !== null && standing.cursor !== (before?.cursor ?? null)) return standing;
      await write(tx);
      await keepRuleState(tx, org, rule.name, state);
      return state;
    });
  const span = spanOf(before?.cursor ?? null, now.getTime());
  if (span === null) {
    const state = after({ is: 'looked', cursor: before?.cursor ?? null, more: false }, none);
    return { state: await settle(state), concernsAll: false };
  }
  try {
    const matrix = await askRange(asked, span, { tokens, bounds, signal });
    await collector.register.prepare(org, now.getTime());
    const tally = openTally();
    const counters = openCounters(bounds.mostSeries + 1);
    const own = meter({ org, now: now.getTime(), register: collector.register, tally, counters });
    const took = await take(one, matrix, span, own, parts);
    signal.throwIfAborted();
    const state = after({ is: 'looked', cursor: new Date(span.to).toISOString(), more: false }, took);
    const slots = tally.size();
    const stands = await settle(state, (tx) => writeWhole(tx, tally.take(), now.getTime()));
    if (stands === state) collector.figures.written(slots);
    return { state: stands, concernsAll: false };
  } catch (error) {
    signal.throwIfAborted();
    const unread = error instanceof Unread ? error : new Unread('what it answered could not be kept', 'this');
    if (error !== unread) kernel.logger.error({ err: error, rule: rule.name }, 'an answer could not be kept');
    const why = masked(unread.message, [...tokens.values()]);
    const state = after({ is: 'failed', why, because: unread.because }, none);
    return { state: await settle(state), concernsAll: unread.concerns === 'now' };
  }
};
