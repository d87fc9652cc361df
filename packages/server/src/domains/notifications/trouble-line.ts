import type { Recorded } from '@nightjar/kernel/fact';
import type { Observation } from '../../change/observation.ts';
import type { PlaceFact } from './events.ts';

/** What stands in the feed when a place cannot be told of pages any more, and when it can again. */
export const lineOf = (recorded: Recorded<PlaceFact>): Observation => {
  const fact = { type: recorded.type, data: recorded.data } as PlaceFact;
  const { place, title } = fact.data;
  const troubled = fact.type === 'PlaceTroubled';
  return {
    source: 'nightjar',
    key: `notifications ${place} ${recorded.pos}`,
    kind: 'other',
    phase: troubled ? 'failed' : 'finished',
    at: recorded.recordedAt.toISOString(),
    title: troubled ? `${title} cannot be told of pages` : `${title} can be told of pages again`,
    services: ['nightjar'],
    environment: null,
    actor: { name: 'nightjar', kind: 'automation', onBehalfOf: null },
    version: null,
    previousVersion: null,
    links: [],
    revert: null,
    summary: fact.type === 'PlaceTroubled' ? fact.data.says : null,
    tags: { place, ...(fact.type === 'PlaceTroubled' ? { code: fact.data.code } : {}) },
    extra: {},
  };
};
