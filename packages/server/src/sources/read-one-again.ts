import type { Recorded } from '@nightjar/kernel/fact';
import type { Kernel } from '@nightjar/kernel/kernel';
import { changeStream } from '../change/identity.ts';
import type { Locate } from '../change/located.ts';
import { patiently } from '../change/patience.ts';
import type { Read } from '../change/read.ts';
import { type AlertFact, alertStream } from '../domains/alerts/events.ts';
import type { FeedFact } from '../domains/feed/events.ts';
import { type DeliveryReadAgain, sourceStream } from './events.ts';
import type { StoredDelivery } from './raw-deliveries.ts';
import { refused } from './refusals.ts';
import { corrections, readAgain, readAgainFact } from './replay.ts';
import type { Reader } from './source.ts';
import { placedTypes, standings } from './standing.ts';
import { clockAheadOf } from './stored.ts';

type Asked = {
  readonly org: number;
  readonly locate: Locate;
  /** Who wants it read again. */
  readonly actor: string;
  /** The changes that it told of before. */
  readonly changes: readonly string[];
};

export type ReadOneAgain = DeliveryReadAgain['data'] & {
  readonly observed: number;
  readonly withdrawn: number;
  readonly changes: readonly string[];
  readonly alerts: readonly string[];
  readonly position: number;
};

/** How near to a delivery the facts of it are appended: what is under way at a time in one process, tenfold. */
const nearby = 5000;

/** What stands of one delivery, from the streams that may hold it: to read the whole log since would take minutes. */
const standsOf = async (
  { log }: Pick<Kernel, 'log'>,
  { name }: Reader,
  { pos, delivery }: StoredDelivery,
  org: number,
  named: readonly string[],
) => {
  const near = (await log.read({ after: pos - 1, limit: nearby, types: placedTypes })).filter(
    (fact) => fact.org === org,
  );
  const streams = new Set(named);
  const far = await Promise.all([...streams].map((stream) => log.stream(org, stream)));
  const facts = [...near.filter(({ stream }) => !streams.has(stream)), ...far.flat()]
    .filter(
      ({ type, data }) =>
        (placedTypes as readonly string[]).includes(type) &&
        (data as { readonly read?: Read }).read?.delivery === delivery,
    )
    .sort((a, b) => a.pos - b.pos) as Recorded<FeedFact | AlertFact>[];
  const { learn, of } = standings(name);
  for (const fact of facts) learn(fact);
  return of(delivery);
};

/** Reads one delivery again with today's adapter, records what differs as a replay does, and that it was read again. */
export const readOneAgain = async (
  kernel: Pick<Kernel, 'log'>,
  reader: Reader,
  raw: StoredDelivery,
  { org, locate, actor, changes: before }: Asked,
): Promise<ReadOneAgain> => {
  const { delivery } = raw;
  const today = readAgain(reader, org, locate, raw);
  if (today === null) throw refused('delivery.unreadable');
  const changes = [...new Set(today.observed.map(({ change }) => change))];
  const alerts = [...new Set(today.alerts.map(({ alert }) => alert))];
  const streams = [...[...before, ...changes].map(changeStream), ...alerts.map(alertStream)];
  const stands = await standsOf(kernel, reader, raw, org, streams);
  const needed = corrections(delivery, today, stands, reader.reading, clockAheadOf(raw.headers));
  const append = patiently(kernel.log);
  const again = readAgainFact(reader.name, delivery, today);
  const done = await Promise.all([
    ...needed.map(({ stream, fact }) => append({ org, stream, facts: [fact], actor: 'nightjar' })),
    append({ org, stream: sourceStream(reader.name), facts: [again], actor }),
  ]);
  const observed = needed.filter(({ fact }) => fact.type.endsWith('Observed')).length;
  return {
    ...again.data,
    observed,
    withdrawn: needed.length - observed,
    changes,
    alerts,
    position: Math.max(...done.map((it) => (it.status === 'conflict' ? 0 : it.lastPos))),
  };
};
