import { nightjarItself } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import type { Evidence } from '../../../evidence/parts.ts';
import { isDue } from '../decide.ts';
import { isMerged } from '../groups/merged.ts';
import { appendRound, standingOf } from './append-round.ts';
import { diagnose } from './diagnose.ts';
import { type RoundTask, roundTopic } from './round-task.ts';
import { weightsOf } from './weights.ts';

/**
 * Whether a later round of the same diagnosis is due as well: after a standstill all that were missed are, and the last of them knows
 * all that the others would have found.
 */
const isOvertaken = async (
  { database }: Kernel,
  org: number,
  { diagnosis, after }: RoundTask,
): Promise<boolean> => {
  const later = await database.one(sql`
    select from nightjar.task
    where org = ${org} and topic = ${roundTopic} and (state in ('ready', 'leased') or (state = 'scheduled' and run_at <= clock_timestamp()))
      and payload ->> 'diagnosis' = ${diagnosis} and (payload ->> 'after')::int > ${after}
    limit 1`);
  return later !== undefined;
};

/** Makes the rounds of diagnoses. `tell`: topics of those who want to know of each round of a page. */
export const roundsTopic = (kernel: Kernel, evidence: Evidence, tell: readonly string[]): Topic => ({
  name: roundTopic,
  // A round is half waiting for the database and half computing; more at once only wait for one another.
  concurrency: 4,
  leaseMs: 60_000,
  retry: { baseMs: 1000, capMs: 30_000 },
  run: async ({ org, payload }: RunningTask<RoundTask>) => {
    const { diagnosis: id, question, after, group, heard } = payload;
    const caller = { ...nightjarItself, org };
    // The other group's diagnosis speaks for both; what was said before stands.
    if (group !== null && (await isMerged(kernel, caller, group))) return;
    const { standing } = await standingOf(kernel.log, org, id);
    if (!isDue(standing, after) || (await isOvertaken(kernel, org, payload))) return;
    const { data } = await diagnose(
      { kernel, evidence, caller },
      {
        id,
        question,
        weights: await weightsOf(kernel.log, org),
        now: kernel.clock.now().getTime(),
        graphAt: null,
      },
    );
    const follow = (round: number) =>
      tell.map((topic) => ({
        topic,
        org,
        payload: { diagnosis: id, round, ...(heard === undefined ? {} : { heard }) },
        unique: `${id} ${round}`,
      }));
    await appendRound(
      { log: kernel.log, now: kernel.clock.now(), org, id, actor: caller.subject, follow },
      { ...data, after },
    );
  },
});
