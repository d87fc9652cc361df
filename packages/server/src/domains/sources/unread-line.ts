import type { Observation } from '../../change/observation.ts';

type Unread = { readonly source: string; readonly count: number; readonly whys: readonly (string | null)[] };

/** The one line a day of a source whose deliveries could not be read: they are kept, and nobody has to hurry. */
export const unreadLine = ({ source, count, whys }: Unread, title: string, now: Date): Observation => {
  const at = now.toISOString();
  const what = count === 1 ? 'A delivery' : `${count} deliveries`;
  const reasons = whys.filter((why) => why !== null);
  return {
    source: 'nightjar',
    key: `unread ${source} ${at.slice(0, 10)}`,
    kind: 'other',
    phase: 'finished',
    at,
    title: `${what} of ${title} could not be read`,
    services: ['nightjar'],
    environment: null,
    actor: { name: 'nightjar', kind: 'automation', onBehalfOf: null },
    version: null,
    previousVersion: null,
    links: [],
    revert: null,
    summary: [
      ...reasons,
      `Nothing is lost: the bodies are kept, to be read again when Nightjar can (nightjar sources deliveries ${source}).`,
    ].join('\n'),
    tags: { source },
    extra: { page: `/sources/${encodeURIComponent(source)}` },
  };
};
