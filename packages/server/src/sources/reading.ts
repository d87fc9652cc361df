import { changeId, keyOfContent } from '../change/identity.ts';
import { normalise } from '../change/normalise.ts';
import type { Observation } from '../change/observation.ts';
import type { Delivery, Source } from './source.ts';

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

/**
 * Reads a delivery: pure, so that a replay finds what the first reading found. A report without a key of its own gets one
 * from the delivery. A report that cannot be normalised is left out with the reason: its raw body stays, and a better
 * adapter may read it. An adapter that throws has a bug; the delivery is kept all the same.
 */
export const readDelivery = (
  source: Source,
  { org, ...delivery }: Delivery & { org: number },
): DeliveryRead => {
  const reading = ((): ReturnType<Source['map']> => {
    try {
      return source.map(delivery);
    } catch (error) {
      return {
        is: 'ignored',
        why: `The adapter failed: ${error instanceof Error ? error.message : 'no reason'}.`,
      };
    }
  })();
  if (reading.is === 'ignored') return { observed: [], why: reading.why };
  const observed: Observed[] = [];
  let why: string | null = reading.changes.length === 0 ? 'It tells of no change.' : null;
  reading.changes.forEach((reported, index) => {
    const result = normalise(reported, {
      source: source.name,
      receivedAt: delivery.receivedAt,
      key: () => keyOfContent([delivery.delivery, index]),
    });
    if (result.ok) {
      const { observation } = result;
      observed.push({ change: changeId(org, observation.source, observation.key), index, observation });
    } else {
      why ??= `Report ${index} could not be kept: ${result.pointer} ${result.message}`;
    }
  });
  return { observed, why };
};
