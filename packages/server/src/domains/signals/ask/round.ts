import type { Kernel } from '@nightjar/kernel/kernel';
import { type OrgRule, rulesFrom } from '../rules.ts';
import { keptStates, type RuleState } from './kept.ts';
import { type AskParts, look } from './look.ts';
import type { QueryRule } from './question.ts';

/** Asked at once, over all rules: who is slow holds up a few, for as long as one answer may take. */
const atOnce = 8;

type Asking = OrgRule & { readonly from: QueryRule; readonly before: RuleState | null };

const asking = async (kernel: Kernel): Promise<Asking[]> => {
  const rules = await rulesFrom(kernel, 'query');
  const orgs = [...new Set(rules.map(({ org }) => org))];
  const states = new Map(
    await Promise.all(orgs.map(async (org) => [org, await keptStates(kernel.database, org)] as const)),
  );
  return rules.flatMap(({ org, rule }) =>
    rule.from.is === 'query'
      ? [{ org, rule, from: rule.from, before: states.get(org)?.get(rule.name) ?? null }]
      : [],
  );
};

/** Not before its time, unless somebody has set it anew, or it was asked by a clock that was ahead. */
const isDue = ({ from, before }: Asking, now: Date): boolean =>
  before === null ||
  before.of !== JSON.stringify(from) ||
  before.nextAt <= now.toISOString() ||
  before.triedAt > now.toISOString();

/** Asks for every rule whose time it is. Whoever does not answer one of them is left alone until the next round. */
export const askDue = async (kernel: Kernel, parts: AskParts, signal: AbortSignal): Promise<void> => {
  const now = kernel.clock.now();
  const due = (await asking(kernel)).filter((one) => isDue(one, now));
  const silent = new Set<string>();
  const next = due.values();
  const work = async (): Promise<void> => {
    for (const one of next) {
      signal.throwIfAborted();
      const { origin } = new URL(one.from.url);
      if (silent.has(origin)) continue;
      const { state, concernsAll } = await look(kernel, one, one.before, parts, signal);
      parts.collector.figures.asked(state.state);
      if (concernsAll) silent.add(origin);
      if (state.state !== one.before?.state && state.state !== 'fine')
        kernel.logger.warn({ rule: one.rule.name, why: state.why }, 'a Prometheus could not be asked');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
};
