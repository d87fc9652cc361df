import type { Recorded } from '@nightjar/kernel/fact';
import type { AlertFact } from '../domains/alerts/events.ts';
import type { FeedFact } from '../domains/feed/events.ts';
import type { DeliveryReadAgain, DeliveryUnread } from './events.ts';

/** The facts that say of a delivery that it could not be read, or what became of it since. */
export const unreadTypes = ['DeliveryUnread', 'DeliveryReadAgain'] as const satisfies readonly (
  | DeliveryUnread
  | DeliveryReadAgain
)['type'][];

type Unread = 'unread' | 'parked';

/** Learns which deliveries of a source cannot be read so far, fact by fact, in order of position. Only those are remembered. */
export const unreads = (source: string) => {
  const known = new Map<string, Unread>();
  return {
    learn: ({ type, data }: Pick<Recorded, 'type' | 'data'>): void => {
      const fact = { type, data } as DeliveryUnread | DeliveryReadAgain | FeedFact | AlertFact;
      switch (fact.type) {
        case 'DeliveryUnread':
          if (fact.data.source === source)
            known.set(fact.data.delivery, fact.data.parked ? 'parked' : 'unread');
          return;
        case 'DeliveryReadAgain': {
          const { source: of, delivery, outcome } = fact.data;
          if (of !== source) return;
          if (outcome === 'unread' || outcome === 'parked') known.set(delivery, outcome);
          else known.delete(delivery);
          return;
        }
        // It was read after all: an earlier replay wrote what it says.
        case 'ChangeObserved':
          if (fact.data.observation.source === source) known.delete(fact.data.read?.delivery ?? '');
          return;
        case 'AlertObserved':
          if (fact.data.alert.source === source) known.delete(fact.data.read?.delivery ?? '');
          return;
        case 'ObservationWithdrawn':
        case 'AlertWithdrawn':
          return;
      }
    },
    of: (delivery: string): Unread | null => known.get(delivery) ?? null,
  };
};
