import { hostname } from 'node:os';
import { newIdempotencyKey } from '@nightjar/sdk/changes';
import { connect } from '@nightjar/sdk/connect';
import type { Report } from '@nightjar/sdk/wire';
import type { Surroundings } from '../command.ts';
import { type Target, target } from '../connection.ts';
import { tell } from '../failure.ts';
import { duration } from '../text/time.ts';
import { type Drained, drain, isFinal } from './drain.ts';
import { type ReportFlags, reportFrom } from './report.ts';
import { readRepository } from './repository.ts';
import { type Ended, run } from './run.ts';
import { openSpool } from './spool.ts';
import { titleOf } from './title.ts';

/** All that reporting may add to a command, after its end; before it, only reading the folder's name and version. */
const patienceMs = 1500;
/** The end of the command waits so long for the report of its start, so that the two arrive in order. */
const startPatienceMs = 700;

export type Wrapped = {
  readonly ended: Ended;
  readonly key: string;
  readonly durationMs: number;
  readonly outcome:
    | { readonly is: 'reported'; readonly change: string | null }
    | { readonly is: 'refused'; readonly why: string }
    | { readonly is: 'spooled'; readonly why: string }
    | { readonly is: 'lost'; readonly why: string };
  readonly drained: Drained | null;
};

const summaryOf = ({ code, signal, never, cancelled }: Ended, durationMs: number): string => {
  if (never !== null) return never;
  const took = `after ${duration(durationMs)}`;
  if (cancelled) return `cancelled ${took}`;
  return signal === null ? `exit code ${code} ${took}` : `ended by ${signal} ${took}`;
};

const whyNot = (error: unknown): string =>
  tell(error)?.what ?? (error instanceof Error ? error.message : String(error));

/** The report all of the command's reports have in common. */
const baseReport = async (
  command: readonly string[],
  flags: ReportFlags,
  { env }: Surroundings,
): Promise<Report> => {
  const { service, version } = await readRepository(env.cwd);
  const kind = env.inCi ? 'automation' : 'human';
  return {
    kind: 'deploy',
    title: titleOf(command),
    key: `run-${newIdempotencyKey()}`,
    ...(service === null ? {} : { services: [service] }),
    ...(version === null ? {} : { version }),
    ...(env.user === undefined ? {} : { actor: { name: env.user, kind } }),
    ...reportFrom(flags),
  };
};

/**
 * Runs the command and reports it. Whatever becomes of the reports, the command runs at once, on its own, and its exit
 * code is the one that counts.
 */
export const wrap = async (
  command: readonly string[],
  flags: ReportFlags,
  connection: Parameters<typeof target>[1],
  surroundings: Surroundings,
): Promise<Wrapped> => {
  const { url, token }: Target = target(surroundings.env, connection);
  const client = connect({ url, token, retries: 1, timeoutMs: patienceMs });
  const spool = openSpool(surroundings.env.config);
  const base = await baseReport(command, flags, surroundings);
  const extra = { host: hostname() };
  const began = Date.now();
  const started: Report = { ...base, phase: 'started', at: new Date(began).toISOString(), extra };

  const overdue = new AbortController();
  const draining = drain(spool, client, url, overdue.signal).catch(() => null);
  const starting = client.changes.send(started, { signal: overdue.signal }).then(
    () => true,
    () => false,
  );
  const ended = await run(command, process.stdin.isTTY === true || process.stdout.isTTY === true);

  const durationMs = Date.now() - began;
  const phase = ended.code === 0 ? 'finished' : ended.cancelled ? 'cancelled' : 'failed';
  const finished: Report = {
    ...base,
    phase,
    at: new Date(began + durationMs).toISOString(),
    ...(ended.code === 0 || base.summary !== undefined ? {} : { summary: summaryOf(ended, durationMs) }),
    extra: { ...extra, exitCode: ended.code, durationMs },
  };
  const giveUp = (): void => overdue.abort(new Error(`${url} did not answer in time.`));
  const late = setTimeout(giveUp, patienceMs);
  // Somebody who asks twice wants it to end now: then the report is kept for later.
  process.on('SIGINT', giveUp).on('SIGTERM', giveUp);
  const patience = new Promise<false>((resolve) => setTimeout(resolve, startPatienceMs, false));
  const startKnown = await Promise.race([starting, patience]);
  const reports = startKnown ? [finished] : [started, finished];
  const idempotencyKey = newIdempotencyKey();
  const outcome = await client.changes.send(reports, { idempotencyKey, signal: overdue.signal }).then(
    ({ results }): Wrapped['outcome'] => {
      const refusal = results.find(({ status }) => status === 'refused')?.refusal;
      if (refusal) return { is: 'refused', why: refusal.detail ?? refusal.code };
      return { is: 'reported', change: results.at(-1)?.change ?? null };
    },
    async (error): Promise<Wrapped['outcome']> => {
      if (isFinal(error)) return { is: 'refused', why: whyNot(error) };
      return spool.keep({ url, idempotencyKey, reports }).then(
        () => ({ is: 'spooled', why: whyNot(error) }) as const,
        () => ({ is: 'lost', why: whyNot(error) }) as const,
      );
    },
  );
  const drained = await draining;
  clearTimeout(late);
  process.off('SIGINT', giveUp).off('SIGTERM', giveUp);
  return { ended, key: base.key ?? '', durationMs, outcome, drained };
};
