import { changeId, keyOfContent } from '../change/identity.ts';
import { type NormaliseContext, type Normalised, normalise } from '../change/normalise.ts';
import type { Observation, Reported } from '../change/observation.ts';
import type { Delivery, Reader } from './source.ts';

/** An observation that a delivery holds, with the change it belongs to and its place in the delivery. */
export type Observed = {
  readonly change: string;
  readonly index: number;
  readonly observation: Observation;
};

/** What a delivery says, made ready for the log. `why` is set where something in it, or all of it, is no change. */
export type DeliveryRead = {
  readonly observed: readonly Observed[];
  readonly why: string | null;
};

/** The reading of the adapter. One that throws has a bug; the delivery is kept all the same, for the mended one to read. */
const reports = (reader: Reader, delivery: Delivery): ReturnType<Reader['map']> => {
  try {
    return reader.map(delivery);
  } catch (error) {
    return {
      is: 'ignored',
      why: `The adapter failed: ${error instanceof Error ? error.message.slice(0, 200) : 'no reason'}.`,
    };
  }
};

/** A sender's clock that is years off must not cost the change: it is dated by our clock, and what was said is kept. */
const dated = (reported: Reported, context: NormaliseContext): Normalised => {
  const result = normalise(reported, context);
  if (result.ok || result.pointer !== '/at') return result;
  const { at: saidAt, ...rest } = reported;
  return normalise({ ...rest, extra: { ...rest.extra, saidAt } }, context);
};

/**
 * Reads a delivery: pure, so that a replay finds what the first reading found. A report without a key of its own gets one
 * from the delivery. A report that cannot be normalised is left out with the reason; its raw body stays.
 */
export const readDelivery = (
  reader: Reader,
  { org, ...delivery }: Delivery & { org: number },
): DeliveryRead => {
  const reading = reports(reader, delivery);
  if (reading.is === 'ignored') return { observed: [], why: reading.why };
  const observed: Observed[] = [];
  let why: string | null = reading.changes.length === 0 ? 'It tells of no change.' : null;
  for (const [index, reported] of reading.changes.entries()) {
    const result = dated(reported, {
      source: reader.name,
      receivedAt: delivery.receivedAt,
      tooMuch: 'cut',
      key: () => keyOfContent([delivery.delivery, index]),
    });
    if (result.ok) {
      const { observation } = result;
      observed.push({ change: changeId(org, observation.source, observation.key), index, observation });
    } else {
      why ??= `Report ${index} could not be kept: ${result.pointer} ${result.message}`;
    }
  }
  return { observed, why };
};
