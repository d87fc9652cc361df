import { nightjarItself } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Unread } from '../discovery/code-host.ts';
import { keep, recall } from '../discovery/kept.ts';
import { masked } from '../discovery/masked.ts';
import type { Desk } from '../sources/desk.ts';
import { type Fetched, recordFetched } from '../sources/fetched.ts';
import type { Reader } from '../sources/source.ts';
import { reconcileStream, type SourceReconciled } from './events.ts';
import { keepState, recallState } from './kept.ts';
import type { Looked, Reconciler } from './reconciler.ts';
import { inOrder, spanOf } from './span.ts';
import { type Outcome, type State, stateAfter } from './state.ts';

export type Reconciliation = {
  readonly reconcilers: readonly Reconciler[];
  /** By whom what is fetched is read. */
  readonly readers: readonly Reader[];
  /** How far back the first look goes, in milliseconds. */
  readonly backMs: number;
  /** Tokens that reconcilers were given: no text of theirs leaves with one in it. */
  readonly secrets?: readonly string[];
  /** How many are recorded in one look. */
  readonly mostAtOnce?: number;
};

/** Asked for at each look: the desk is laid after the log is open. */
export type AtDesk = Reconciliation & { readonly desk: () => Pick<Desk, 'locate' | 'clocks'> };

const { org } = nightjarItself;

/** So many lines slide into the feed at once; the next look follows in seconds. */
const usuallyAtOnce = 250;
/** A cursor that moves over what was known is not worth a fact each time. */
const quietMs = 3_600_000;

const lastRecorded = async ({ log }: Kernel, name: string): Promise<string | null> => {
  const upTo = await log.head();
  const { facts } = await log.latest(org, reconcileStream(name), { upTo, limit: 1, bytes: 100_000 });
  return (facts[0]?.data as SourceReconciled['data'] | undefined)?.cursor ?? null;
};

const later = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && b > a) ? b : a;

/** Records what was found, oldest first, and answers how far it came. */
const take = async (
  kernel: Kernel,
  reconciler: Reconciler,
  parts: AtDesk,
  found: readonly Fetched[],
  signal: AbortSignal,
): Promise<{ recorded: number; last: string | null; more: boolean }> => {
  const reader = parts.readers.find(({ name }) => name === reconciler.source);
  if (reader === undefined) throw new Error(`Nothing reads ${reconciler.source}.`);
  const { mostAtOnce = usuallyAtOnce, desk } = parts;
  const context = {
    org,
    locate: desk().locate,
    clockAheadMs: desk().clocks.aheadMs(reader.name),
    by: reconciler.name,
    // The stream of changes tells by it what was filled in.
    actor: `reconcile:${reconciler.name}`,
    withinMs: reconciler.withinMs,
  };
  let recorded = 0;
  let last: string | null = null;
  for (const fetched of found) {
    if (recorded >= mostAtOnce) return { recorded, last, more: true };
    // The lease was lost: another process looks by now.
    signal.throwIfAborted();
    if ((await recordFetched(kernel, reader, fetched, context)) === 'recorded') recorded += 1;
    last = new Date(fetched.at).toISOString();
  }
  return { recorded, last, more: false };
};

const look = async (
  kernel: Kernel,
  reconciler: Reconciler,
  parts: AtDesk,
  before: State | null,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { name, source, origin } = reconciler;
  const inLog = await lastRecorded(kernel, name);
  const known = later(inLog, before?.cursor ?? null);
  const { from, to } = spanOf(known, kernel.clock.now(), parts.backMs);
  const place = (of: string) => ({ org, owner: `reconcile ${name}`, name: of });
  let looked: Looked;
  try {
    looked = await reconciler.run({
      from,
      to,
      recall: (of) => recall(kernel.database, place(of)),
      keep: async (of, value) => {
        signal.throwIfAborted();
        await keep(kernel.database, place(of), value);
      },
      logger: kernel.logger.child({ reconciler: name }),
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Unread)) throw error;
    return { is: 'failed', why: masked(error.message, parts.secrets ?? []), because: error.because };
  }
  const found = inOrder(looked.fetched, looked.upTo);
  const { recorded, last, more } = await take(kernel, reconciler, parts, found, signal);
  if (!more) await looked.done?.();
  const moved = last !== null && last > (inLog ?? '');
  const isWorthIt = recorded > 0 || inLog === null || Date.parse(last ?? '') - Date.parse(inLog) > quietMs;
  if (moved && isWorthIt) {
    signal.throwIfAborted();
    const fact: SourceReconciled = {
      type: 'SourceReconciled',
      data: { source, origin, cursor: last, found: recorded, from: from.toISOString(), to: to.toISOString() },
    };
    await kernel.log.append({ org, stream: reconcileStream(name), facts: [fact], actor: 'nightjar' });
  }
  const cursor = later(known, more ? last : looked.upTo.toISOString());
  const isBehind = more || looked.upTo.getTime() < to.getTime();
  // Who says that there is more, and then says the same again, would be asked until the end of days.
  if (isBehind && recorded === 0 && known !== null && cursor === known)
    return { is: 'failed', why: 'what it answers leads nowhere', because: { is: 'trouble' } };
  return { is: 'looked', cursor, more: isBehind };
};

/** One look, unless it is not time for it yet; answers when to come again. */
export const reconcileOnce = async (
  kernel: Kernel,
  reconciler: Reconciler,
  parts: AtDesk,
  signal: AbortSignal,
): Promise<Date> => {
  const { name, everyMs } = reconciler;
  const before = await recallState(kernel.database, org, name);
  // Whatever began this look: no call before its time.
  if (before !== null && before.state !== 'fine' && before.nextAt > kernel.clock.now().toISOString())
    return new Date(before.nextAt);
  const outcome = await look(kernel, reconciler, parts, before, signal);
  signal.throwIfAborted();
  const state = stateAfter(before, outcome, { now: kernel.clock.now(), everyMs, chance: Math.random() });
  await keepState(kernel.database, org, name, state);
  if (outcome.is === 'failed' && before?.state !== state.state)
    kernel.logger.warn({ reconciler: name, why: outcome.why }, 'could not be asked');
  return new Date(state.nextAt);
};
