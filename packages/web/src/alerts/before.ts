import type { Alert, Change, EntityPage } from '@nightjar/sdk/wire';
import { needsOf } from '../catalog/entity/needs.ts';
import { quoted } from '../filter/words.ts';

const minute = 60_000;
/** What changed within so long before an alert may be why. */
export const lookBackMs = 60 * minute;
/** What began before may end, and be listed by its end, this much later. */
const lookOnMs = 60 * minute;
/** A filter of more names than this is longer than the language takes. */
const mostNames = 60;

/** The services that an alert names, and what these need: what may have broken them. */
export const suspected = (
  { services }: Pick<Alert, 'services'>,
  pages: readonly Pick<EntityPage, 'relations'>[],
): readonly string[] => {
  const needed = pages.flatMap((page) => needsOf(page).needs.map(({ to }) => to.name));
  return [...new Set([...services, ...needed])].slice(0, mostNames);
};

/** The filter of the feed for what changed before an alert began: of all services in its environment where it names none. */
export const changedBefore = (
  { at, environment }: Pick<Alert, 'at' | 'environment'>,
  names: readonly string[],
): string => {
  const onset = Date.parse(at);
  const about =
    names.length > 0
      ? `service:${names.map(quoted).join(',')} `
      : environment === null
        ? ''
        : `env:${quoted(environment)} `;
  const [after, before] = [onset - lookBackMs, onset + lookOnMs].map((it) => new Date(it).toISOString());
  return `${about}after:${after} before:${before}`;
};

/** Those that had begun when the alert did: the later ones may be what people did about it. */
export const begunBefore = (changes: readonly Change[], { at }: Pick<Alert, 'at'>): readonly Change[] =>
  changes.filter((change) => Date.parse(change.startedAt ?? change.at) <= Date.parse(at));
