import { picker, random } from '../chance.ts';

// How large it is. Uber has told of 4,500 stateless services, more than 100,000 deploys a week and 4,000 engineers: 22 deploys
// a week and 0.9 engineers for a service. Of these deploys half are taken to go to a stage and half to production, each
// pair from one merge.

const deploysOfAService = 22;
const engineersOfAService = 0.9;

/** Monday, long enough ago that no clock finds it in the future. */
export const monday = Date.UTC(2026, 2, 2);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export type Service = {
  readonly name: string;
  readonly clusters: readonly string[];
  readonly autoscaled: boolean;
  readonly team: string;
};

const regions = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-south-1'] as const;

const clusters = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, n) => `${regions[n % regions.length]}-${1 + Math.floor(n / regions.length)}`,
  );

/** One in ten stands at the edge, in forty clusters; three in ten in twelve; the others in three. */
const footprint = picker([1, 3, 6]);
const footprints = [40, 12, 3] as const;

const parts = ['api', 'worker', 'gateway', 'store', 'web', 'jobs'] as const;
const nouns = [
  'pricing',
  'ledger',
  'search',
  'media',
  'tax',
  'cart',
  'quotes',
  'mail',
  'billing',
  'fraud',
] as const;

/** Most of what people do, and what follows from it, is done at work; some of it at night. */
const hours = picker([1, 1, 1, 1, 1, 2, 4, 8, 14, 16, 16, 14, 10, 14, 16, 16, 14, 9, 5, 3, 2, 2, 1, 1]);
const days = picker([18, 20, 20, 20, 17, 3, 2]);

export type Company = ReturnType<typeof company>;

/** A company of so many services, and the dice of its week. The same seed gives the same. */
export const company = (size: number, seed = 1) => {
  const chance = random(seed);
  const below = (count: number): number => Math.floor(chance() * count);
  const one = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const services = Array.from(
    { length: size },
    (_, n): Service => ({
      name: `${nouns[n % nouns.length]}-${parts[Math.floor(n / nouns.length) % parts.length]}${n < 60 ? '' : `-${Math.floor(n / 60)}`}`,
      clusters: clusters(footprints[footprint(chance())] ?? 3),
      autoscaled: chance() < 0.6,
      team: `team-${n % 30}`,
    }),
  );
  const engineers = Array.from(
    { length: Math.max(3, Math.round(size * engineersOfAService)) },
    (_, n) => `dev${n}`,
  );
  let numbers = 1_000;
  return {
    services,
    chance,
    below,
    one,
    engineer: (): string => one(engineers),
    /** So many of what a company of 300 has. */
    of300: (count: number): number => Math.max(1, Math.round((count * size) / 300)),
    rollouts: Math.round((size * deploysOfAService) / 2),
    number: (): number => {
      numbers += 1;
      return numbers;
    },
    sha: (): string => Array.from({ length: 40 }, () => below(16).toString(16)).join(''),
    atWork: (): number => monday + days(chance()) * day + hours(chance()) * hour + below(hour),
    atAnyTime: (): number => monday + below(7 * day),
  };
};
