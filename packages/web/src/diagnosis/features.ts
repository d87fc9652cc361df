import type { Suspect } from '@nightjar/sdk/wire';
import { effectBeside, percent } from './words.ts';

type Features = Readonly<Record<string, number>>;

type Row = {
  readonly says: string;
  /** What the number is, for who wants to know. */
  readonly is: string;
  readonly tell: (value: number, of: Features, effect: string) => string;
};

const number = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(2)));
const share = (value: number): string => percent(Math.min(1, Math.max(0, value)));

/** The numbers that a suspect was ranked by, in words, as one asks for them. */
const known: Readonly<Record<string, Row>> = {
  ageMinutes: {
    says: 'In effect, beside when it began',
    is: 'When it was wholly in effect. The ranking counts to the end of the row of measurements in which it began.',
    // Counted as the line of the suspect counts it: two ages of one change would contradict each other.
    tell: (_, __, effect) => effect,
  },
  time: {
    says: 'What that time speaks for it',
    is: 'How much likelier it is that a cause stands there than that a change lands there by chance.',
    tell: (value) => `${number(value)} ×`,
  },
  serviceShare: {
    says: 'Its service’s part of the suspicion',
    is: 'Of all services within reach.',
    tell: share,
  },
  off: {
    says: 'Its service is off by',
    is: 'How far the paged signal is from usual there, in spreads of what is usual noise.',
    tell: (value) => `${number(value)} ×`,
  },
  shape: {
    says: 'Moves together with what was paged',
    is: 'Correlation: 1 is exactly alike, 0 not at all.',
    tell: number,
  },
  share: {
    says: 'Accounts for of what was paged',
    is: 'Share of the symptom that comes by its service.',
    tell: share,
  },
  loud: {
    says: 'Its loudest measurement is off by',
    is: 'Of any signal of its service, in spreads.',
    tell: (value) => `${number(value)} ×`,
  },
  hops: {
    says: 'Calls away',
    is: 'From what was paged to its service.',
    tell: (value) => (value < 0 ? 'no known path' : number(value)),
  },
  exposure: {
    says: 'New instances sicker than old',
    is: 'Share of its new instances that are off less that of the old.',
    tell: (value, { exposureKnown }) =>
      exposureKnown === 0 ? 'not measured' : `${Math.round(value * 100)} %`,
  },
  affinity: {
    says: 'Its text speaks of the symptom',
    is: 'From 0, not at all, to 1.',
    tell: number,
  },
  kindOdds: {
    says: 'How often its kind breaks things',
    is: 'Against a usual change: below 1 is seldom.',
    tell: (value) => `${number(value)} ×`,
  },
};

/** Told within other rows, or by another of them. */
const within = new Set(['underWay', 'exposureKnown', 'suspicion']);

export type FeatureRow = {
  readonly name: string;
  readonly says: string;
  readonly is: string;
  readonly cells: readonly string[];
};

type Ranked = Pick<Suspect, 'at' | 'completedAt'> & { readonly features: Features };

/** A row a feature, a cell a suspect. What these pages are too old to know stands last, under its own name. */
export const featureRows = (suspects: readonly Ranked[], onset: string): readonly FeatureRow[] => {
  const names = new Set(suspects.flatMap(({ features }) => Object.keys(features)));
  const unknown = [...names].filter((name) => !Object.hasOwn(known, name) && !within.has(name)).sort();
  const ordered = [...Object.keys(known).filter((name) => names.has(name)), ...unknown];
  return ordered.map((name) => {
    const { says = name, is = '', tell = number } = Object.hasOwn(known, name) ? (known[name] ?? {}) : {};
    const cells = suspects.map((suspect) => {
      const { features } = suspect;
      const value = Object.hasOwn(features, name) ? features[name] : undefined;
      return value === undefined ? '–' : tell(value, features, effectBeside(suspect, onset));
    });
    return { name, says, is, cells };
  });
};
