import { setTimeout as sleep } from 'node:timers/promises';
import { nightjarItself } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { NewTask } from '@nightjar/kernel/tasks/task';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import { type GroupStood, groupStream } from './events.ts';
import { headReached } from './head-reached.ts';
import { alertGroups } from './projection.ts';
import { type StandingTask, standingTopic } from './reactions.ts';
import { diagnosesOf } from './record.ts';

type Row = {
  readonly id: string;
  readonly state: GroupStood['data']['state'];
  readonly first_at: Date;
  readonly last_at: Date;
};

/** What happens to a group so long after its last alert began is no news to those who were paged, ms. */
const news = 24 * 3_600_000;

/** What ends and begins in the same moment is looked at once, ms. */
const gathers = 1000;

/** Groups in one go; more are a second go's. */
const most = 500;

/** Those who tell people tell it anew: in the message that is there, if one is. */
const tellTasks = (tell: readonly string[], org: number, { id, state, first_at, last_at }: Row): NewTask[] =>
  diagnosesOf(org, id, first_at.getTime(), last_at.getTime()).flatMap((diagnosis) =>
    tell.map((topic) => ({
      topic,
      org,
      payload: { diagnosis, round: 1, stands: state },
      unique: `${diagnosis} ${state}`,
      priority: 70,
    })),
  );

const standAnew = async (
  kernel: Kernel,
  org: number,
  tell: readonly string[],
  signal: AbortSignal,
): Promise<number> => {
  const caller = { ...nightjarItself, org };
  for (;;) {
    signal.throwIfAborted();
    const head = await headReached(kernel);
    const reader = await kernel.reader(caller, { of: [alertGroups] });
    const since = new Date(kernel.clock.now().getTime() - news);
    const rows = await reader.many<Row>(sql`
      select id, first_at, last_at,
        case when merged_into is not null then 'merged' when firing > 0 then 'open' else 'ended' end as state
      from ${reader.table(alertGroups, 'grp')}
      where org = ${org} and last_at > ${since} and diagnosis is not null and said is distinct from
        case when merged_into is not null then 'merged' when firing > 0 then 'open' else 'ended' end
      order by last_at limit ${most}`);
    await Promise.all(
      rows.map((row) => {
        const fact: GroupStood = { type: 'GroupStood', data: { group: row.id, state: row.state } };
        return kernel.log.append({
          org,
          stream: groupStream(row.id),
          facts: [fact],
          actor: caller.subject,
          tasks: tellTasks(tell, org, row),
        });
      }),
    );
    if (rows.length < most) return head;
  }
};

/** Records that groups have come to stand otherwise, and lets those be told of it who were told of the page. */
export const standingTopicOver = (kernel: Kernel, tell: readonly string[]): Topic => {
  /** Of each organisation, up to where everything is recorded. */
  const done = new Map<number, number>();
  return {
    name: standingTopic,
    leaseMs: 120_000,
    retry: { baseMs: 1000, capMs: 60_000 },
    run: async ({ org, signal, payload }: RunningTask<StandingTask>) => {
      if ((done.get(org) ?? -1) >= payload.upTo) return;
      await sleep(gathers, undefined, { signal });
      done.set(org, await standAnew(kernel, org, tell, signal));
    },
  };
};
