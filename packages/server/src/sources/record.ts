import type { Fact } from '@nightjar/kernel/fact';
import type { Append, Log } from '@nightjar/kernel/log/log';
import { changeStream } from '../change/identity.ts';
import { patiently } from '../change/patience.ts';
import { storableText } from '../change/storable.ts';
import type { ChangeObserved } from '../domains/feed/events.ts';
import { type DeliveryIgnored, sourceStream } from './events.ts';
import { type DeliveryRead, type Observed, readDelivery } from './reading.ts';
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
};

export type Outcome =
  | {
      readonly status: 'recorded' | 'duplicate' | 'ignored';
      readonly position: number;
      readonly changes: readonly string[];
      readonly why: string | null;
    }
  | { readonly status: 'mismatch'; readonly position: number };

export const observedFact = (
  { observation, index }: Observed,
  delivery: string,
  reading: number,
): ChangeObserved => ({
  type: 'ChangeObserved',
  at: observation.at,
  data: { observation, read: { delivery, index, reading } },
});

/** The facts of a delivery by the stream they belong to: one stream a change, or the source's own where there is none. */
const streams = (reader: Reader, arrived: Arrived, { observed, why }: DeliveryRead): [string, Fact[]][] => {
  if (observed.length === 0) {
    const ignored: DeliveryIgnored = {
      type: 'DeliveryIgnored',
      at: arrived.receivedAt.toISOString(),
      data: {
        source: reader.name,
        event: arrived.event,
        delivery: arrived.delivery,
        why: storableText(why ?? 'It tells of no change.'),
      },
    };
    return [[sourceStream(reader.name), [ignored]]];
  }
  const byChange = Map.groupBy(observed, ({ change }) => change);
  return [...byChange].map(([change, list]) => [
    changeStream(change),
    list.map((it) => observedFact(it, arrived.delivery, reader.reading)),
  ]);
};

/**
 * Records a delivery and what it says, and resolves once all of it is in the log.
 *
 * One append has one stream, so a delivery about several changes takes several: the first carries the raw body and the delivery's
 * own key, the others keys derived from it. A crash between them leaves a delivery that was not acknowledged, so its sender
 * repeats it: what is there counts as a duplicate, what is missing is added. Where the sender does not, the raw body is
 * there and a replay adds it.
 */
export const recordDelivery = async (log: Log, reader: Reader, arrived: Arrived): Promise<Outcome> => {
  const { org, delivery, event, hash, actor } = arrived;
  const read = readDelivery(reader, { ...arrived, body: arrived.value });
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
    status: fresh ? (read.observed.length === 0 ? 'ignored' : 'recorded') : 'duplicate',
    position: Math.max(appended.lastPos, ...ends),
    changes: [...new Set(read.observed.map(({ change }) => change))],
    why: read.why === null ? null : storableText(read.why),
  };
};
