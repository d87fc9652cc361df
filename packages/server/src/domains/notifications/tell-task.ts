import { setTimeout as sleep } from 'node:timers/promises';
import { nightjarItself } from '@nightjar/kernel/caller';
import { decide } from '@nightjar/kernel/decide';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import { masked } from '../../discovery/masked.ts';
import { type Page, type Provider, Unsaid } from '../../providers/provider.ts';
import { holding } from '../../rounds.ts';
import { giveUp, telling } from './decide.ts';
import { tellingStream } from './events.ts';
import type { Figures } from './figures.ts';
import { pageOf } from './page.ts';
import { type NotificationParts, providerOf } from './parts.ts';
import { type Outcome, tellOnce } from './tell.ts';
import { noteTrouble, noteWell, unreachable } from './trouble.ts';
import { isToldInDigest, type Tell, tellTask, tellTopic } from './waiting.ts';

const leaseMs = 60_000;

/** A limit that ends sooner is waited for in turn; for another the task comes again, and others go before. */
const mostPatienceMs = 60_000;

/** A place that refuses us is tried again so late: it is a person who has to act. */
const refusedAgainMs = 30_000;

/** After so long a page is no news any more. */
const freshMs = 60 * 60_000;

/** Failures in a row from which a vendor is said not to answer. */
const manyFailures = 3;

type Doing = {
  readonly figures: Figures;
  readonly refusedMs: number;
  readonly kernel: Kernel;
  readonly provider: Provider;
  readonly task: RunningTask<Tell>;
  readonly page: Page;
};

const isStale = (kernel: Kernel, { since }: Tell): boolean => kernel.clock.now().getTime() - since > freshMs;

/** Nobody was told within the time in which it is news: that is recorded. */
const abandon = async (kernel: Kernel, { place, diagnosis }: Tell, why: string): Promise<void> => {
  kernel.logger.warn({ place, diagnosis, why }, 'a page was not told');
  await decide(
    kernel.log,
    telling,
    { caller: nightjarItself, stream: tellingStream(place, diagnosis) },
    giveUp({ place, diagnosis }, why),
  );
};

const note = async ({ kernel, provider, task }: Doing, error: Unsaid): Promise<void> => {
  const { because } = error;
  const { place } = task.payload;
  if (because.is === 'refused') {
    const places = because.all ? provider.places.map(({ id }) => id) : [place];
    return noteTrouble(kernel, provider, places, because.trouble);
  }
  if (because.is === 'trouble' && task.attempt >= manyFailures)
    await noteTrouble(kernel, provider, [place], { code: unreachable, says: `${error.message}.` });
};

/** What could not be said is tried again for as long as it is news; then that is recorded, so that nothing is lost unheard. */
const unsaid = async (doing: Doing, error: Unsaid): Promise<void> => {
  const { kernel, provider, task, refusedMs } = doing;
  await note(doing, error);
  const why = masked(error.message, provider.secrets);
  if (isStale(kernel, task.payload)) return abandon(kernel, task.payload, why);
  if (error.because.is === 'trouble') throw new Error(why);
  const afterMs = error.because.is === 'refused' ? refusedMs : error.because.afterMs;
  const at = new Date(kernel.clock.now().getTime() + afterMs);
  await kernel.tasks.enqueue([tellTask(task.payload, `at ${at.toISOString()}`, at)]);
};

const say = async (doing: Doing, parts: NotificationParts): Promise<Outcome> => {
  const { kernel, provider, task, page, figures } = doing;
  for (;;) {
    try {
      const outcome = await tellOnce({ kernel, parts, provider }, task.payload, page, task.signal);
      if (outcome.is === 'nothing') return outcome;
      const late = (kernel.clock.now().getTime() - page.heardAt) / 1000;
      figures.told(provider.name, outcome.is === 'told' ? late : null);
      await noteWell(kernel, provider, task.payload.place);
      return outcome;
    } catch (error) {
      task.signal.throwIfAborted();
      if (!(error instanceof Unsaid)) throw error;
      const { because } = error;
      if (because.is !== 'early') figures.failed(provider.name, because.is);
      if (because.is !== 'limited' || because.afterMs > mostPatienceMs || isStale(kernel, task.payload)) {
        await unsaid(doing, error);
        return { is: 'nothing' };
      }
      await sleep(because.afterMs, undefined, { signal: task.signal });
    }
  }
};

/** Tells of one diagnosis in one place. The place is held until it may be written to again, so that all processes keep its pace. */
export const tellTopicOf = (kernel: Kernel, parts: NotificationParts, figures: Figures): Topic => ({
  name: tellTopic,
  leaseMs,
  retry: { baseMs: 250, capMs: 15_000 },
  run: async (task: RunningTask<Tell>) => {
    using _ = holding(task, leaseMs);
    const provider = providerOf(parts.providers, task.payload.place);
    if (provider === null) return;
    if (await isToldInDigest(kernel, task.payload)) return;
    // Others wait for the place meanwhile: what was not there a few times is not waited for.
    const patience = task.attempt > manyFailures ? [0] : [];
    const page = await pageOf(kernel, parts, task.payload, task.signal, ...patience);
    // Who asked for it had recorded it: a read model that lags, or is built anew, does not have it yet.
    if (page === null || page.diagnosis.round < task.payload.round) {
      const why = `Round ${task.payload.round} of the diagnosis cannot be read yet.`;
      if (!isStale(kernel, task.payload)) throw new Error(why);
      if (page === null) return abandon(kernel, task.payload, why);
    }
    const { refusedMs = refusedAgainMs } = parts;
    const outcome = await say({ kernel, provider, task, page, figures, refusedMs }, parts);
    if (outcome.is === 'nothing') return;
    const restMs = outcome.at + provider.paceMs - performance.now();
    if (restMs > 0) await sleep(restMs, undefined, { signal: task.signal }).catch(() => {});
  },
});
