import type { Features } from '@nightjar/diagnosis/features';
import type { SuspectedChange } from '../events.ts';

const minute = 60_000;
/** So many are told where nobody can be suspected. */
const most = 3;

const apart = (ms: number): string => {
  const minutes = Math.round(ms / minute);
  if (minutes < 1) return 'less than a minute';
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
};

/** The changes nearest to a page of which nothing shows what is wrong; one that began after it cannot have been it. */
export const nearestIn = ({ changes, context }: Features): string[] =>
  changes
    .filter(({ at }) => at <= context.pagedAt)
    .sort((a, b) => b.effectiveAt - a.effectiveAt || (a.id < b.id ? -1 : 1))
    .slice(0, most)
    .map(({ id }) => id);

export const unreadChanges = 'What was changed could not be read.';

/** What is known of what is wrong: nothing, and why. */
const quiet = ({ context, nodes }: Features): string => {
  if (context.target.service === '') return 'Nobody knows which service the page is about';
  return nodes.some(({ measured }) => measured === 1)
    ? 'Nothing measured there is unusual'
    : 'Nothing is measured there that tells what is usual';
};

/** Why nobody is named, and what was changed all the same: whoever reads it may know more. */
export const reasonsUnheard = (
  features: Features,
  told: Readonly<Record<string, SuspectedChange>>,
  nearest: readonly string[],
  isBlind: boolean,
): string[] => {
  const { context, changes } = features;
  if (isBlind) return [`${quiet(features)}.`, unreadChanges];
  if (nearest.length === 0) {
    const later = changes.length === 0 ? '' : ' before';
    const looked = context.target.service !== '';
    return [
      `${quiet(features)}, ${looked ? `and nothing near was changed${later}` : 'so nothing near it was looked at'}.`,
    ];
  }
  const effective = new Map(changes.map(({ id, effectiveAt }) => [id, effectiveAt]));
  return [
    `${quiet(features)}, so no change is suspected. Nearest in time:`,
    ...nearest.map((id) => {
      const at = effective.get(id) ?? context.pagedAt;
      const when = at > context.pagedAt ? 'under way then' : `${apart(context.pagedAt - at)} before the page`;
      const [service] = told[id]?.services ?? [];
      return `${told[id]?.title ?? id}${service === undefined ? '' : ` (${service})`}, ${when}.`;
    }),
  ];
};
