import type { Recorded } from '@nightjar/kernel/fact';
import type { Kernel } from '@nightjar/kernel/kernel';
import { changeStream } from '../change/identity.ts';
import type { Locate } from '../change/located.ts';
import { patiently } from '../change/patience.ts';
import { storableText } from '../change/storable.ts';
import { alertStream } from '../domains/alerts/events.ts';
import type { ChangeObserved, ObservationWithdrawn } from '../domains/feed/events.ts';
import { type DeliveryReadAgain, sourceStream } from './events.ts';
import type { StoredDelivery } from './raw-deliveries.ts';
import type { ObservedAlert } from './reading.ts';
import { alertFact } from './record.ts';
import { refused } from './refusals.ts';
import { corrections, readAgain } from './replay.ts';
import type { Reader } from './source.ts';
import { standings } from './standing.ts';
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
  changes: readonly string[],
) => {
  const types = ['ChangeObserved', 'ObservationWithdrawn'];
  const near = (await log.read({ after: pos - 1, limit: nearby, types })).filter((fact) => fact.org === org);
  const streams = new Set(changes.map(changeStream));
  const far = await Promise.all([...streams].map((stream) => log.stream(org, stream)));
  const facts = [...near.filter(({ stream }) => !streams.has(stream)), ...far.flat()]
    .filter(
      ({ type, data }) =>
        types.includes(type) && (data as ChangeObserved['data']).read?.delivery === delivery,
    )
    .sort((a, b) => a.pos - b.pos) as (Recorded<ChangeObserved> | Recorded<ObservationWithdrawn>)[];
  const { learn, of } = standings(name);
  for (const fact of facts) learn(fact);
  return of(delivery);
};

/** Alerts are not corrected, they are only added: an alert is over before anybody mends its adapter. */
const missing = async (
  { log }: Pick<Kernel, 'log'>,
  org: number,
  delivery: string,
  alerts: readonly ObservedAlert[],
): Promise<ObservedAlert[]> => {
  const known = await Promise.all(
    alerts.map(async ({ alert }) => {
      const facts = await log.stream(org, alertStream(alert));
      return facts.some(({ data }) => (data as { read?: { delivery: string } }).read?.delivery === delivery);
    }),
  );
  return alerts.filter((_, nth) => !known[nth]);
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
  const stands = await standsOf(kernel, reader, raw, org, [...new Set([...before, ...changes])]);
  const needed = corrections(delivery, today, stands, reader.reading, clockAheadOf(raw.headers));
  const alerts = await missing(kernel, org, delivery, today.alerts);
  const append = patiently(kernel.log);
  const again: DeliveryReadAgain = {
    type: 'DeliveryReadAgain',
    data: {
      source: reader.name,
      delivery,
      outcome: today.nothing ?? 'recorded',
      why: today.why === null ? null : storableText(today.why),
    },
  };
  const done = await Promise.all([
    ...needed.map(({ stream, fact }) => append({ org, stream, facts: [fact], actor: 'nightjar' })),
    ...alerts.map((it) =>
      append({
        org,
        stream: alertStream(it.alert),
        facts: [alertFact(it, delivery, reader.reading)],
        actor: 'nightjar',
      }),
    ),
    append({ org, stream: sourceStream(reader.name), facts: [again], actor }),
  ]);
  const observed = needed.filter(({ fact }) => fact.type === 'ChangeObserved').length;
  return {
    ...again.data,
    observed,
    withdrawn: needed.length - observed,
    changes,
    alerts: [...new Set(today.alerts.map(({ alert }) => alert))],
    position: Math.max(...done.map((it) => (it.status === 'conflict' ? 0 : it.lastPos))),
  };
};
