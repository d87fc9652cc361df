import type { Kernel } from '@nightjar/kernel/kernel';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import { changeId, changeStream } from '../../change/identity.ts';
import type { Observation } from '../../change/observation.ts';
import type { ChangeObserved } from '../feed/events.ts';
import { announceTopic } from './describe/describe.ts';

/** Puts a line into the feed, once for its key however often the task runs. */
const announce = async (
  log: Kernel['log'],
  { org, payload }: RunningTask<{ readonly observation: Observation }>,
): Promise<void> => {
  const { observation } = payload;
  const { source, key, at, actor } = observation;
  const fact: ChangeObserved = { type: 'ChangeObserved', data: { observation }, at };
  await log.append({
    org,
    stream: changeStream(changeId(org, source, key)),
    facts: [fact],
    actor: actor?.name ?? null,
    once: { source: announceTopic, key, hash: key },
  });
};

/** What the catalog does when something has become of it: it is told in the feed. */
export const topics = (kernel: Kernel): Topic[] => [
  { name: announceTopic, run: (task: RunningTask<never>) => announce(kernel.log, task) },
];
