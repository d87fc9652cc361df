import { setTimeout as sleep } from 'node:timers/promises';
import { nightjarItself } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import type { FindRelated, Related } from '../../../evidence/related.ts';
import { group } from './group.ts';
import { alertGroups } from './projection.ts';
import { type GroupTask, groupTopic } from './reactions.ts';
import { membersAround, ungrouped } from './read.ts';
import { recordOf } from './record.ts';
import { waiting } from './storm.ts';

/** Alerts that are grouped in one go; more than these are a second go's. */
const mostTogether = 20_000;

/** In a storm alerts are gathered for so long, ms; the first of all waits for nothing. */
const gathers = 250;

/** How long the read model may take to hear what the reaction has heard. */
const patienceMs = 10_000;

const unrelated: Related = { known: new Set(), needs: [], shared: [] };

/** Appends that are under way together: they go out as one. */
const atOnce = 50;

/** Answers the position up to which everything that fires is grouped. */
const groupAll = async (
  kernel: Kernel,
  related: FindRelated,
  org: number,
  signal: AbortSignal,
): Promise<number> => {
  const caller = { ...nightjarItself, org };
  for (;;) {
    signal.throwIfAborted();
    // To the head: what a run before this one has recorded is not to be recorded again.
    const head = await kernel.log.head();
    if (!(await kernel.projections.reached(alertGroups, head, patienceMs)))
      throw new Error('The read model of groups lags behind: alerts are grouped when it has caught up.');
    const reader = await kernel.reader(caller, { of: [alertGroups] });
    const alerts = await ungrouped(reader, mostTogether);
    if (alerts.length === 0) return head;
    const { members, groups } = await membersAround(reader, alerts);
    const names = [...new Set([...alerts, ...members].flatMap(({ services }) => services))];
    // A catalog that cannot be asked keeps nobody from hearing what broke.
    const ties = await related(kernel, caller, names).catch((error: unknown) => {
      kernel.logger.warn({ error: String(error) }, 'alerts are grouped without the graph');
      return unrelated;
    });
    const now = kernel.clock.now();
    const found = group(alerts, members, groups, ties);
    const patient = waiting(found, groups, now.getTime());
    const records = found.map((one) => recordOf(org, one, now, patient.has(one)));
    for (let at = 0; at < records.length; at += atOnce) {
      signal.throwIfAborted();
      const some = records.slice(at, at + atOnce);
      await Promise.all(some.map((record) => kernel.log.append({ org, actor: caller.subject, ...record })));
    }
    if (alerts.length < mostTogether) return head;
  }
};

/** Groups what fires and is of no group yet, for one organisation at a time everything at once. */
export const groupTopicOver = (kernel: Kernel, related: FindRelated): Topic => {
  /** Of each organisation, up to where everything is grouped, and when that was. */
  const done = new Map<number, { readonly upTo: number; readonly at: number }>();
  return {
    name: groupTopic,
    leaseMs: 120_000,
    retry: { baseMs: 200, capMs: 30_000 },
    run: async ({ org, signal, payload }: RunningTask<GroupTask>) => {
      const before = done.get(org);
      if (before !== undefined && before.upTo >= payload.upTo) return;
      const wait = (before?.at ?? Number.NEGATIVE_INFINITY) + gathers - performance.now();
      if (wait > 0) await sleep(wait, undefined, { signal });
      const upTo = await groupAll(kernel, related, org, signal);
      done.set(org, { upTo, at: performance.now() });
    },
  };
};
