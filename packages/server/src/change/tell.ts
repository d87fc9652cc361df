import type { Log } from '@nightjar/kernel/log/log';
import type { ChangeObserved } from '../domains/feed/events.ts';
import { changeId, changeStream } from './identity.ts';
import type { Observation } from './observation.ts';

/** Puts a line of Nightjar's own into the feed, once for its key however often it is asked for. `by`: who keeps count of the keys. */
export const tellOnce = async (
  log: Pick<Log, 'append'>,
  org: number,
  observation: Observation,
  by: string,
): Promise<void> => {
  const { source, key, at, actor } = observation;
  const fact: ChangeObserved = { type: 'ChangeObserved', data: { observation }, at };
  await log.append({
    org,
    stream: changeStream(changeId(org, source, key)),
    facts: [fact],
    actor: actor?.name ?? null,
    once: { source: by, key, hash: key },
  });
};
