import type { EntityList, SourceCard } from '@nightjar/sdk/wire';

/** What the server says of itself, as far as it is known yet. */
export type Standing = {
  /** Whether anything but Nightjar itself was ever told of; null where that is not known yet. */
  readonly heard: boolean | null;
  /** Services, some of them. */
  readonly services: readonly Pick<EntityList['entities'][number], 'owners'>[] | null;
  readonly sources: readonly Pick<SourceCard, 'group' | 'title' | 'state' | 'lastDelivery'>[] | null;
  /** This page is looked at on a phone. */
  readonly onPhone: boolean;
};

type Task = {
  readonly is: 'event' | 'catalog' | 'alerts' | 'phone';
  readonly name: string;
  readonly done: boolean;
  /** How far it is, in a sentence. */
  readonly says: string;
};

const owned = (services: NonNullable<Standing['services']>): number =>
  services.filter(({ owners }) => owners.length > 0).length;

const catalog = (services: Standing['services']): Task => {
  const all = services?.length ?? 0;
  const known = services === null ? 0 : owned(services);
  return {
    is: 'catalog',
    name: 'Who owns what',
    done: known > 0,
    says:
      all === 0
        ? 'Name services and their owners, or let them be found.'
        : known === all
          ? 'Every service has an owner.'
          : `${known} of ${all} services have an owner.`,
  };
};

const alerts = (sources: Standing['sources']): Task => {
  const watching = sources?.filter(({ group, state }) => group === 'alerts' && state !== 'unconnected') ?? [];
  const sending = watching.find(({ lastDelivery }) => lastDelivery !== null);
  return {
    is: 'alerts',
    name: 'What fires',
    done: sending !== undefined,
    says:
      sending !== undefined
        ? `${sending.title} sends its alerts.`
        : watching[0] !== undefined
          ? `${watching[0].title} is connected; nothing has come yet.`
          : 'Connect what watches: Alertmanager, Grafana, PagerDuty, Datadog, …',
  };
};

/** The four things that make Nightjar of use at night, and which of them are done. */
export const tasksOf = ({ heard, services, sources, onPhone }: Standing): readonly Task[] => [
  {
    is: 'event',
    name: 'A first event',
    done: heard === true,
    says: heard === true ? 'Changes arrive.' : 'Choose a way above; it is shown as it arrives.',
  },
  catalog(services),
  alerts(sources),
  {
    is: 'phone',
    name: 'On your phone',
    done: onPhone,
    says: onPhone
      ? 'You are here; keep it as a bookmark.'
      : 'Open this address there, and keep it as a bookmark:',
  },
];
