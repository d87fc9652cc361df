import type { Kernel } from '@nightjar/kernel/kernel';
import { type OrgRule, rulesFrom } from '../rules.ts';
import { keptStates, type RuleState } from './kept.ts';
import { type Lane, lanesOf } from './lanes.ts';
import { type AskParts, look } from './look.ts';
import type { QueryRule } from './question.ts';

/** Origins that are asked at once, and rules at one of them once it has answered. */
const origins = 8;
const rulesAtOnce = 4;

/** For so long a round begins to ask, and so long it asks one origin: what is left is first in the next, ms. */
const usualBeginsMs = 5_000;

type Asking = OrgRule & {
  readonly from: QueryRule;
  readonly before: RuleState | null;
  readonly origin: string;
};

const asking = async (kernel: Kernel): Promise<Asking[]> => {
  const rules = await rulesFrom(kernel, 'query');
  const orgs = [...new Set(rules.map(({ org }) => org))];
  const states = new Map(
    await Promise.all(orgs.map(async (org) => [org, await keptStates(kernel.database, org)] as const)),
  );
  return rules.flatMap(({ org, rule }) => {
    const { from } = rule;
    if (from.is !== 'query') return [];
    const before = states.get(org)?.get(rule.name) ?? null;
    return [{ org, rule, from, before, origin: new URL(from.url).origin }];
  });
};

/** Not before its time, unless somebody has set it anew, or it was asked by a clock that was ahead. */
const isDue = ({ from, before }: Asking, now: Date): boolean =>
  before === null ||
  before.of !== JSON.stringify(from) ||
  before.nextAt <= now.toISOString() ||
  before.triedAt > now.toISOString();

const ask = async (kernel: Kernel, one: Asking, parts: AskParts, signal: AbortSignal): Promise<boolean> => {
  signal.throwIfAborted();
  const { state, concernsAll } = await look(kernel, one, one.before, parts, signal);
  parts.collector.figures.asked(state.state);
  if (state.state !== one.before?.state && state.state !== 'fine')
    kernel.logger.warn({ rule: one.rule.name, why: state.why }, 'a Prometheus could not be asked');
  return !concernsAll;
};

/** One rule first, and the others once that is answered: who does not answer one is left alone until the next round. */
const askOrigin = async (
  lane: Lane<Asking>,
  goesOn: () => boolean,
  answers: (one: Asking) => Promise<boolean>,
): Promise<void> => {
  const [first, ...others] = lane.items;
  let answered = first !== undefined && (await answers(first));
  const next = others.values();
  const work = async (): Promise<void> => {
    while (answered && goesOn()) {
      const { value: one, done } = next.next();
      if (done === true) return;
      if (!(await answers(one))) answered = false;
    }
  };
  await Promise.all(Array.from({ length: rulesAtOnce }, work));
};

/**
 * Asks for every rule whose time it is, at origins that are well or at those that are ailing. However many do not answer, and however
 * slowly, the round ends: soon after it has begun no origin is asked any more that was not.
 */
export const askDue = async (
  kernel: Kernel,
  parts: AskParts,
  which: Lane<unknown>['is'],
  signal: AbortSignal,
): Promise<void> => {
  const now = kernel.clock.now();
  const began = performance.now();
  const { beginsMs = usualBeginsMs } = parts.bounds;
  const lanes = lanesOf(await asking(kernel), (one) => isDue(one, now)).filter(({ is }) => is === which);
  const goesOn = (since: number): boolean => performance.now() - since < beginsMs;
  const next = lanes.values();
  const work = async (): Promise<void> => {
    for (const lane of next) {
      const since = performance.now();
      await askOrigin(
        lane,
        () => goesOn(since),
        (one) => ask(kernel, one, parts, signal),
      );
      if (!goesOn(began)) return;
    }
  };
  await Promise.all(Array.from({ length: origins }, work));
};
