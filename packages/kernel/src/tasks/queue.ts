import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { NewTask } from './task.ts';
import type { TaskStatus, Topic } from './tasks.ts';

/** The queue's statements (sql/0002-tasks.sql), one function each. Attempts are always the fencing token. */

export type Claimed = {
  readonly id: string;
  readonly org: number;
  readonly attempt: number;
  readonly payload: unknown;
};
export type Held = Pick<Claimed, 'id' | 'attempt'>;
export type Tick = { readonly topic: string; readonly ready: boolean; readonly dueMs: number | null };

const idsOf = (held: readonly Held[]) => held.map(({ id }) => id);
const attemptsOf = (held: readonly Held[]) => held.map(({ attempt }) => attempt);
const idOf = (row: { id: string }) => row.id;

/** PostgreSQL's code for a transaction that it ended so that another could go on (40P01, deadlock_detected). */
const gaveWay = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '40P01';

/**
 * Two that enqueue the same unique keys while their holders finish can wait for one another: the keys are taken in order, but one
 * that was found held and then free is taken late. Outside a transaction of the caller's the one that gave way begins again.
 */
export const enqueue = async (on: Queryable, tasks: readonly NewTask[], again = 3): Promise<string[]> => {
  try {
    const rows = await on.many<{ id: string }>(
      sql`select nightjar.enqueue(${JSON.stringify(tasks)}::jsonb) as id`,
    );
    return rows.map(idOf);
  } catch (error) {
    if (again === 0 || !('transaction' in on) || !gaveWay(error)) throw error;
    return enqueue(on, tasks, again - 1);
  }
};

export const register = async (on: Queryable, topic: Topic): Promise<void> => {
  const { rate, retry = { baseMs: 1000, capMs: 600_000 } } = topic;
  await on.run(sql`
    insert into nightjar.topic (topic, max_running, rate, burst, tokens, retry_base_ms, retry_cap_ms)
    values (${topic.name}, ${topic.maxRunning ?? null}, ${rate?.perSecond ?? null}, ${rate?.burst ?? null},
      ${rate?.burst ?? 0}, ${retry.baseMs}, ${retry.capMs})
    on conflict (topic) do update set max_running = excluded.max_running, rate = excluded.rate, burst = excluded.burst,
      retry_base_ms = excluded.retry_base_ms, retry_cap_ms = excluded.retry_cap_ms`);
};

export const claim = (on: Queryable, topic: string, wanted: number, owner: string, leaseMs: number) =>
  on.many<Claimed>(sql`select * from nightjar.task_claim(${topic}, ${wanted}, ${owner}, ${leaseMs})`);

/** The ids that this call finished; a stale one is not among them. */
export const complete = async (on: Queryable, held: readonly Held[]): Promise<string[]> =>
  (
    await on.many<{ id: string }>(
      sql`select nightjar.task_complete(${idsOf(held)}::uuid[], ${attemptsOf(held)}::int[]) as id`,
    )
  ).map(idOf);

/** What became of each that was not stale. */
export const fail = (on: Queryable, held: readonly (Held & { readonly error: string })[]) =>
  on.many<{ id: string; outcome: 'retry' | 'dead' }>(sql`
    select * from nightjar.task_fail(${idsOf(held)}::uuid[], ${attemptsOf(held)}::int[],
      ${held.map(({ error }) => error)}::text[])`);

export const release = (on: Queryable, held: readonly Held[]) =>
  on.many(sql`select nightjar.task_release(${idsOf(held)}::uuid[], ${attemptsOf(held)}::int[])`);

export const renew = async (on: Queryable, { id, attempt }: Held, leaseMs: number): Promise<boolean> =>
  (await on.one<{ ok: boolean }>(sql`select nightjar.task_renew(${id}, ${attempt}, ${leaseMs}) as ok`))?.ok ??
  false;

export const tick = (on: Queryable, topics: readonly string[]) =>
  on.many<Tick>(sql`select topic, ready, due_ms as "dueMs" from nightjar.task_tick(${[...topics]}::text[])`);

export const prune = async (on: Queryable, keep: { doneMs: number; deadMs: number }): Promise<number> =>
  (await on.one<{ n: number }>(sql`select nightjar.task_prune(${keep.doneMs}, ${keep.deadMs}) as n`))?.n ?? 0;

export const redrive = async (on: Queryable, org: number, id: string): Promise<boolean> =>
  (await on.one<{ ok: boolean }>(sql`select nightjar.task_redrive(${org}, ${id}) as ok`))?.ok ?? false;

export const pause = async (on: Queryable, topic: string, paused: boolean): Promise<void> => {
  await on.run(sql`
    insert into nightjar.topic (topic, paused) values (${topic}, ${paused})
    on conflict (topic) do update set paused = excluded.paused`);
};

const statusColumns = sql`id, org, topic, state, attempt, run_at as "runAt", finished_at as "finishedAt",
  last_error as "lastError"`;

export const status = (on: Queryable, org: number, id: string) =>
  on.one<TaskStatus>(
    sql`select ${statusColumns} from nightjar.task_status where id = ${id} and org = ${org}`,
  );

export const dead = (
  on: Queryable,
  org: number,
  { topic = null, limit = 100 }: { topic?: string | null; limit?: number },
) =>
  on.many<TaskStatus>(sql`
    select ${statusColumns}
    from (select *, outcome as state, null::timestamptz as run_at from nightjar.task_done) d
    where outcome = 'dead' and org = ${org} and (${topic}::text is null or topic = ${topic})
    order by finished_at desc limit ${limit}`);
