import type { Kernel } from '@nightjar/kernel/kernel';
import type { Append } from '@nightjar/kernel/log/log';
import { changeStream, keyOfContent } from '../change/identity.ts';
import { asSaid, type Locate } from '../change/located.ts';
import { storableText } from '../change/storable.ts';
import { type AlertFact, alertStream } from '../domains/alerts/events.ts';
import type { FeedFact } from '../domains/feed/events.ts';
import { type DeliveryReadAgain, sourceStream } from './events.ts';
import { extentOf, rawDeliveries, type StoredDelivery } from './raw-deliveries.ts';
import { type DeliveryRead, readDelivery } from './reading.ts';
import { alertFact, observedFact } from './record.ts';
import type { Reader } from './source.ts';
import { type Placed, standingOf } from './standing.ts';
import { bodyValue, clockAheadOf } from './stored.ts';

export type Replayed = {
  /** Deliveries read again, and how many of them say something else now. */
  readonly deliveries: number;
  readonly changed: number;
  /** Observations written, because today's reading differs from what stood. */
  readonly observed: number;
  readonly withdrawn: number;
  /** Deliveries whose raw body could not be read any more; nothing of theirs was touched. */
  readonly unreadable: number;
  /** Of the log when all that was corrected was in it. */
  readonly position: number;
};

export type Correction = { readonly stream: string; readonly fact: FeedFact | AlertFact };

/** An observation of a change or of an alert as it is read today, and the fact that it would be. */
type Now = {
  readonly index: number;
  readonly stream: string;
  readonly hash: string;
  readonly fact: (reading: number) => Correction['fact'];
};

const readToday = (delivery: string, { observed, alerts }: DeliveryRead, clockAheadMs: number): Now[] => [
  ...observed.map((it) => ({
    index: it.index,
    stream: changeStream(it.change),
    hash: keyOfContent(it.observation),
    fact: (reading: number) => observedFact(it, delivery, reading, clockAheadMs),
  })),
  ...alerts.map((it) => ({
    index: it.index,
    stream: alertStream(it.alert),
    hash: keyOfContent(it.observation),
    fact: (reading: number) => alertFact(it, delivery, reading),
  })),
];

const isOfAlert = (stream: string): boolean => stream.startsWith(alertStream(''));

/**
 * The facts that bring what stands to what a delivery says today; none where they agree, and none where it cannot be read today: a
 * mapping with a slip in it, or an adapter that fails, must not take the past back. Their reading is above every reading
 * that stood, also where the adapter's own number was forgotten, so that they win wherever they are folded.
 */
export const corrections = (
  delivery: string,
  today: DeliveryRead,
  stands: readonly Placed[],
  reading: number,
  clockAheadMs: number,
): Correction[] => {
  if (today.nothing === 'unread' || today.nothing === 'parked') return [];
  const above = Math.max(reading, ...stands.map((it) => it.reading + 1));
  const observed = readToday(delivery, today, clockAheadMs);
  const wrong = stands.filter(
    (it) => it.hash !== null && !observed.some((now) => now.index === it.index && now.stream === it.stream),
  );
  const fresh = observed.filter((now) => {
    const before = stands.find((it) => it.index === now.index && it.stream === now.stream);
    return before?.hash !== now.hash;
  });
  return [
    ...wrong.map(({ stream, index }): Correction => {
      const what = isOfAlert(stream) ? 'alert' : 'change';
      const data = {
        read: { delivery, index, reading: above },
        why: today.why ?? `A better reading of the delivery is about another ${what}.`,
      };
      const type = isOfAlert(stream) ? 'AlertWithdrawn' : 'ObservationWithdrawn';
      return { stream, fact: { type, data } };
    }),
    ...fresh.map(({ stream, fact }) => ({ stream, fact: fact(above) })),
  ];
};

/** That a delivery was read again, and what became of it. */
export const readAgainFact = (source: string, delivery: string, today: DeliveryRead): DeliveryReadAgain => ({
  type: 'DeliveryReadAgain',
  data: {
    source,
    delivery,
    outcome: today.nothing ?? 'recorded',
    why: today.why === null ? null : storableText(today.why),
  },
});

/** Null where the body, which was JSON when it came in, is that no more. */
export const readAgain = (
  reader: Reader,
  org: number,
  locate: Locate,
  raw: StoredDelivery,
): DeliveryRead | null => {
  let body: unknown;
  try {
    body = bodyValue(raw.headers, raw.body);
  } catch {
    return null;
  }
  const { delivery, event, receivedAt, headers } = raw;
  return readDelivery(
    reader,
    { delivery, event, receivedAt, body, headers },
    { org, locate, clockAheadMs: clockAheadOf(headers) },
  );
};

/**
 * Reads the raw deliveries of a source since a moment through today's adapter, in order, and records what it reads
 * differently. Run again it records nothing; ended half-way it is begun again.
 */
export const replay = async (
  kernel: Pick<Kernel, 'database' | 'log'>,
  reader: Reader,
  since: Date,
  {
    org = 1,
    locate = asSaid,
    progress = () => {},
  }: { org?: number; locate?: Locate; progress?: (done: number, of: number) => void } = {},
): Promise<Replayed> => {
  const upTo = await kernel.log.head();
  const range = { org, source: reader.name, since, upTo };
  const { count, first } = await extentOf(kernel.database, range);
  const total = { deliveries: 0, changed: 0, observed: 0, withdrawn: 0, unreadable: 0, position: upTo };
  if (count === 0) return total;
  const stands = await standingOf(kernel.log, { org, source: reader.name, from: first, upTo });

  for await (const raw of rawDeliveries(kernel.database, range)) {
    total.deliveries += 1;
    const today = readAgain(reader, org, locate, raw);
    if (today === null) total.unreadable += 1;
    else {
      const { delivery } = raw;
      const needed = corrections(
        delivery,
        today,
        stands.placed(delivery),
        reader.reading,
        clockAheadOf(raw.headers),
      );
      const before = stands.unread(delivery);
      // Where something was observed, that fact tells what became of the delivery.
      const isOtherwise = before !== null && today.nothing !== null && today.nothing !== before;
      const again = isOtherwise ? [readAgainFact(reader.name, delivery, today)] : [];
      const appends = [
        ...needed.map(({ stream, fact }): Append => ({ org, stream, facts: [fact], actor: 'nightjar' })),
        ...again.map(
          (fact): Append => ({
            org,
            stream: sourceStream(reader.name),
            facts: [fact],
            actor: 'nightjar',
          }),
        ),
      ];
      await Promise.all(appends.map(kernel.log.append));
      total.changed += appends.length > 0 ? 1 : 0;
      const withdrawn = needed.filter(({ fact }) => 'why' in fact.data).length;
      total.observed += needed.length - withdrawn;
      total.withdrawn += withdrawn;
    }
    progress(total.deliveries, count);
  }
  return { ...total, position: await kernel.log.head() };
};
