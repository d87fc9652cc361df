import type { FindChanges } from '../../evidence/parts.ts';
import type { FindAlert, FindDiagnosis, Judge } from '../../evidence/told.ts';
import type { Place, Provider } from '../../providers/provider.ts';

/** What other domains give, handed on by app.ts; and who tells people, as it is set. */
export type NotificationParts = {
  readonly diagnosis: FindDiagnosis;
  readonly alert: FindAlert;
  readonly judge: Judge;
  readonly changes: FindChanges;
  readonly providers: readonly Provider[];
  /** Until a place is tried again that refused us: a person has to act; 30,000 where not given. */
  readonly refusedMs?: number;
};

/** The organisation that is told, until each has places of its own. */
export const org = 1;

/** `heard`: when the page was first heard of, in milliseconds since 1970; absent where nobody can tell. */
export type Round = { readonly diagnosis: string; readonly round: number; readonly heard?: number };

/** Tasks with this topic tell of a `Round`. */
export const diagnosisTopic = 'notifications.diagnosis';

/** The provider that has a place, where it is still set. */
export const providerOf = (providers: readonly Provider[], place: string): Provider | null =>
  providers.find(({ places }) => places.some(({ id }) => id === place)) ?? null;

/** Where it says something and where it listens: whatever may be kept from it. */
export const placesOf = ({ places, ear }: Pick<Provider, 'places' | 'ear'>): readonly Place[] =>
  ear === undefined ? places : [...places, ear];

export const titleOf = (provider: Provider, place: string): string =>
  placesOf(provider).find(({ id }) => id === place)?.title ?? provider.title;
