import { nightjarItself } from '@nightjar/kernel/caller';
import type { Recorded } from '@nightjar/kernel/fact';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import { tellOnce } from '../../change/tell.ts';
import { type By, linesOf } from './announcement.ts';
import { type SetupFact, setupStream } from './events.ts';
import { deliveries } from './projection.ts';
import { unreadSince } from './queries.ts';
import { unreadLine } from './unread-line.ts';

export const announceTopic = 'sources.announce';
const unreadTopic = 'sources.unread';

export type Announce = { readonly source: string; readonly by: By };

const [hourMs, dayMs] = [3_600_000, 24 * 3_600_000];

const announce = async (
  kernel: Kernel,
  title: string,
  org: number,
  { source, by }: Announce,
): Promise<void> => {
  const facts = await kernel.log.stream(org, setupStream(source));
  const since = kernel.clock.now().getTime() - dayMs;
  const recent = facts.filter(({ recordedAt }) => recordedAt.getTime() >= since);
  for (const line of linesOf(recent as Recorded<SetupFact>[], title, by))
    await tellOnce(kernel.log, org, line, announceTopic);
};

/** One round an hour over all processes; each asks for the one after it. */
const next = (kernel: Kernel, inHours: number) => {
  const hour = Math.floor(kernel.clock.now().getTime() / hourMs) + inHours;
  return kernel.tasks.enqueue([
    {
      topic: unreadTopic,
      unique: String(hour),
      org: nightjarItself.org,
      ...(inHours === 0 ? {} : { runAt: new Date(hour * hourMs) }),
    },
  ]);
};

/** Tells of what could not be read, within the hour, and once a day of each source. */
const tellOfUnread = async (kernel: Kernel, titleOf: (source: string) => string): Promise<void> => {
  const now = kernel.clock.now();
  const reader = await kernel.reader(nightjarItself, { of: [deliveries] });
  for (const unread of await unreadSince(reader, new Date(now.getTime() - dayMs)))
    await tellOnce(
      kernel.log,
      nightjarItself.org,
      unreadLine(unread, titleOf(unread.source), now),
      announceTopic,
    );
};

/** What is told in the feed: how sources are set up, and that something of theirs could not be read. */
export const topicsFor =
  (titlesOf: (kernel: Kernel) => (source: string) => string) =>
  (kernel: Kernel): Topic[] => {
    const titleOf = (source: string): string => titlesOf(kernel)(source);
    return [
      {
        name: announceTopic,
        run: ({ org, payload }: RunningTask<Announce>) =>
          announce(kernel, titleOf(payload.source), org, payload),
      },
      {
        name: unreadTopic,
        maxRunning: 1,
        run: async () => {
          await next(kernel, 1);
          await tellOfUnread(kernel, titleOf);
        },
      },
    ];
  };

/** Begins the rounds that tell of what could not be read. */
export const beginSources = (kernel: Kernel): Promise<unknown> => next(kernel, 0);
