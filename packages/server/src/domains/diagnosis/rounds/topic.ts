import { nightjarItself } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import type { Evidence } from '../../../evidence/parts.ts';
import { isDue } from '../decide.ts';
import { isMerged } from '../groups/merged.ts';
import { appendRound, standingOf } from './append-round.ts';
import { asFarAsItAnswers } from './as-far-as.ts';
import { diagnose } from './diagnose.ts';
import { keysAfter, type RoundTask, roundTopic } from './round-task.ts';
import { weightsOf } from './weights.ts';

/**
 * Whether a later round of the same diagnosis is due as well: after a standstill all that were missed are, and the last of them knows
 * all that the others would have found.
 */
const isOvertaken = async (
  { database }: Kernel,
  org: number,
  round: Pick<RoundTask, 'diagnosis' | 'after'>,
): Promise<boolean> => {
  // By the index of unique keys: a storm leaves tens of thousands of rounds to come.
  const later = await database.one(sql`
    select from nightjar.task
    where org = ${org} and topic = ${roundTopic} and unique_key = any(${keysAfter(round)}::text[])
      and (state <> 'scheduled' or run_at <= clock_timestamp())
    limit 1`);
  return later !== undefined;
};

/** A round that has failed so often is made of what can be read. */
const patience = 3;

/** Whoever is to tell people of a round is given time for that: until then nobody hears of the page. */
const tellAttempts = 1000;

/** Makes the rounds of diagnoses. `tell`: topics of those who want to know of each round of a page. */
export const roundsTopic = (kernel: Kernel, evidence: Evidence, tell: readonly string[]): Topic => ({
  name: roundTopic,
  // A round is half waiting for the database and half computing; more at once only wait for one another.
  concurrency: 4,
  leaseMs: 60_000,
  retry: { baseMs: 1000, capMs: 30_000 },
  run: async ({ org, payload, attempt }: RunningTask<RoundTask>) => {
    const { diagnosis: id, question, after, group, heard } = payload;
    const caller = { ...nightjarItself, org };
    // The other group's diagnosis speaks for both; what was said before stands.
    if (group !== null && (await isMerged(kernel, caller, group))) return;
    const { standing } = await standingOf(kernel.log, org, id);
    if (!isDue(standing, after) || (await isOvertaken(kernel, org, payload))) return;
    const failed = (error: unknown): void =>
      kernel.logger.error(
        { err: error, diagnosis: id },
        'a diagnosis is made without what could not be read',
      );
    const found = attempt > patience ? asFarAsItAnswers(evidence, failed) : { evidence };
    const { data } = await diagnose(
      { kernel, caller, ...found },
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
        maxAttempts: tellAttempts,
      }));
    await appendRound(
      { log: kernel.log, now: kernel.clock.now(), org, id, actor: caller.subject, follow },
      { ...data, after },
    );
  },
});
