import type { Fact } from '@nightjar/kernel/fact';
import type { Append, Log } from '@nightjar/kernel/log/log';
import { changeStream, keptKey } from '../change/identity.ts';
import type { Locate } from '../change/located.ts';
import { patiently } from '../change/patience.ts';
import { storableText } from '../change/storable.ts';
import { type AlertObserved, alertStream } from '../domains/alerts/events.ts';
import type { ChangeObserved } from '../domains/feed/events.ts';
import { type DeliveryIgnored, type DeliveryUnread, sourceStream } from './events.ts';
import { type DeliveryRead, type Observed, type ObservedAlert, readDelivery } from './reading.ts';
import type { Reader } from './source.ts';

/** A delivery that may be recorded: genuine, named, and JSON. */
export type Arrived = {
  readonly org: number;
  readonly delivery: string;
  readonly event: string;
  readonly receivedAt: Date;
  readonly value: unknown;
  /** As it is kept for later adapters. `value` is what `bodyValue` (stored.ts) makes of it. */
  readonly raw: { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };
  /** Of what was sent: the same id with another hash is refused. */
  readonly hash: string;
  readonly actor: string | null;
  /** Milliseconds by which the sender's clock was found to be ahead of ours. */
  readonly clockAheadMs?: number;
};

export type Outcome =
  | {
      /** `unread`: kept, and to be read by a better adapter; `parked`: what reads it failed. */
      readonly status: 'recorded' | 'duplicate' | 'ignored' | 'unread' | 'parked';
      readonly position: number;
      readonly changes: readonly string[];
      readonly alerts: readonly string[];
      readonly why: string | null;
      /** The latest moment at which anything of it is said to have happened, by the sender's clock: milliseconds since 1970. */
      readonly happenedMs: number | null;
    }
  | { readonly status: 'mismatch'; readonly position: number };

export const observedFact = (
  { observation, index, located }: Observed,
  delivery: string,
  reading: number,
  clockAheadMs: number,
): ChangeObserved => ({
  type: 'ChangeObserved',
  at: observation.at,
  data: {
    observation,
    read: { delivery, index, reading },
    ...(located === null ? {} : { located }),
    ...(clockAheadMs === 0 ? {} : { clockAheadMs }),
  },
});

export const alertFact = (
  { observation, index, located }: ObservedAlert,
  delivery: string,
  reading: number,
): AlertObserved => ({
  type: 'AlertObserved',
  at: observation.at,
  data: { alert: observation, read: { delivery, index, reading }, ...(located === null ? {} : { located }) },
});

/** What is planned may lie ahead; what has happened may not, unless the clock that says so is ahead. */
const happenedIn = ({ observed, alerts }: DeliveryRead, clockAheadMs: number): number | null => {
  const moments = [
    ...observed.flatMap(({ observation: { phase, at } }) => (phase === 'planned' ? [] : [at])),
    ...alerts.map(({ observation: { at } }) => at),
  ].map((at) => Date.parse(at) + clockAheadMs);
  return moments.length === 0 ? null : moments.reduce((a, b) => Math.max(a, b));
};

/** What is recorded of a delivery that tells of nothing, or of nothing that could be read. */
const nothingFact = (reader: Reader, arrived: Arrived, { nothing, why }: DeliveryRead): Fact => {
  const data = {
    source: reader.name,
    event: arrived.event,
    delivery: arrived.delivery,
    why: storableText(why ?? 'It tells of no change.'),
  };
  const at = arrived.receivedAt.toISOString();
  if (nothing === 'ignored' || nothing === null)
    return { type: 'DeliveryIgnored', at, data } satisfies DeliveryIgnored;
  return {
    type: 'DeliveryUnread',
    at,
    data: { ...data, parked: nothing === 'parked' },
  } satisfies DeliveryUnread;
};

/** The facts of a delivery by the stream they belong to: one stream a change or alert, or the source's own where there is none. */
const streams = (reader: Reader, arrived: Arrived, read: DeliveryRead): [string, Fact[]][] => {
  if (read.nothing !== null) return [[sourceStream(reader.name), [nothingFact(reader, arrived, read)]]];
  const { delivery, clockAheadMs = 0 } = arrived;
  const changes = [...Map.groupBy(read.observed, ({ change }) => change)].map(
    ([change, list]): [string, Fact[]] => [
      changeStream(change),
      list.map((it) => observedFact(it, delivery, reader.reading, clockAheadMs)),
    ],
  );
  const alerts = [...Map.groupBy(read.alerts, ({ alert }) => alert)].map(
    ([alert, list]): [string, Fact[]] => [
      alertStream(alert),
      list.map((it) => alertFact(it, delivery, reader.reading)),
    ],
  );
  return [...changes, ...alerts];
};

/**
 * Records a delivery and what it says, and resolves once all of it is in the log.
 *
 * One append has one stream, so a delivery about several changes takes several: the first carries the raw body and the delivery's
 * own key, the others keys derived from it. A crash between them leaves a delivery that was not acknowledged, so its sender
 * repeats it: what is there counts as a duplicate, what is missing is added. Where the sender does not, the raw body is
 * there and a replay adds it.
 */
export const recordDelivery = async (
  log: Log,
  reader: Reader,
  given: Arrived,
  locate: Locate,
): Promise<Outcome> => {
  // Ids and names of events come from outside, and not always from a header.
  const delivery = keptKey(given.delivery);
  const event = storableText(given.event).slice(0, 200).toWellFormed();
  const arrived = { ...given, delivery, event };
  const { org, receivedAt, hash, actor, clockAheadMs = 0 } = arrived;
  const read = readDelivery(
    reader,
    { event, delivery, receivedAt, body: arrived.value, headers: arrived.raw.headers },
    { org, locate, clockAheadMs },
  );
  const appends = streams(reader, arrived, read).map(
    ([stream, facts], nth): Append => ({
      org,
      stream,
      facts,
      actor,
      once: { source: reader.name, key: nth === 0 ? delivery : `${delivery} #${nth}`, hash },
      ...(nth === 0 ? { raw: { source: reader.name, delivery, event, ...arrived.raw } } : {}),
    }),
  );
  const [first, ...others] = appends;
  if (first === undefined) throw new Error('A delivery came to no append at all.');
  const appended = await log.append(first);
  if (appended.status === 'conflict') throw new Error('An append that expects no version met a conflict.');
  if (appended.status === 'mismatch') return { status: 'mismatch', position: appended.lastPos };
  const later = await Promise.all(others.map(patiently(log)));
  const ends = later.map((it) => (it.status === 'conflict' ? 0 : it.lastPos));
  const fresh = [appended, ...later].some((it) => it.status === 'ok');
  return {
    status: fresh ? (read.nothing ?? 'recorded') : 'duplicate',
    position: ends.reduce((last, end) => Math.max(last, end), appended.lastPos),
    changes: [...new Set(read.observed.map(({ change }) => change))],
    alerts: [...new Set(read.alerts.map(({ alert }) => alert))],
    why: read.why === null ? null : storableText(read.why),
    happenedMs: happenedIn(read, clockAheadMs),
  };
};
