import type { Recorded } from '@nightjar/kernel/fact';
import { changeId, changeStream } from '@nightjar/server/change/identity';
import type { Kind, Observation } from '@nightjar/server/change/observation';
import type { FeedFact } from '@nightjar/server/domains/feed/events';
import { picker, random, zipf } from '../chance.ts';

export const services = Array.from({ length: 2_000 }, (_, n) => `service-${String(n).padStart(4, '0')}`);
const vocabulary = Array.from({ length: 20_000 }, (_, n) => `w${n.toString(36)}x`);
export const environments = ['prod', 'staging', 'dev', 'canary', 'sandbox'] as const;
export const kinds: readonly Kind[] = [
  'deploy',
  'flag',
  'config',
  'infrastructure',
  'scale',
  'schema',
  'certificate',
];

const service = zipf(services.length);
const wordRank = zipf(vocabulary.length);
const environment = picker([55, 30, 10, 4, 1]);
const kind = picker([60, 16, 12, 5, 4, 2, 1]);

/** The word of a rank, 0 the most frequent. */
export const word = (rank: number): string => vocabulary[rank % vocabulary.length] ?? '';

/** Drawn as the changes are: the first service is in one of eight. */
export const picked = { service: (n: number): string => services[service(random(n)())] ?? '' };

/** Words of known frequency, strewn evenly over time. `gamma` and `delta` are frequent and never stand in one title. */
export const marks: readonly { readonly word: string; readonly every: number; readonly at: number }[] = [
  { word: 'tenth', every: 10, at: 0 },
  { word: 'fiftieth', every: 50, at: 1 },
  { word: 'thousandth', every: 1_000, at: 2 },
  { word: 'gamma', every: 20, at: 3 },
  { word: 'delta', every: 20, at: 7 },
];

/** What every change has besides, drawn after the rest. */
export const besides = (n: number, chance: () => number) => ({
  actor: { name: `person-${Math.floor(chance() * 500)}`, kind: 'human' as const, onBehalfOf: null },
  version: `v${n % 50_000}`,
  previousVersion: null,
  links: [{ label: 'pipeline', url: `https://ci.example/runs/${n}` }],
  revert: null,
  summary: null,
  tags: { team: `team-${Math.floor(chance() * 100)}` },
  extra: {},
});

/** Changes of two years, oldest first: services and words by Zipf's law, most of them deploys to production. */
export const generated = (size: number, seed = 1) => {
  const chance = random(seed);
  const begin = Date.UTC(2024, 0, 1);
  const step = (2 * 365 * 86_400_000) / size;
  const observation = (n: number): Observation => {
    const on = services[service(chance())] ?? '';
    const what = kinds[kind(chance())] ?? 'other';
    const said = marks.filter((mark) => n % mark.every === mark.at).map((mark) => mark.word);
    // Fifty, spread evenly, whatever the size.
    if (n % Math.max(1, Math.floor(size / 50)) === 5) said.push('handful');
    const more = Array.from({ length: 4 }, () => vocabulary[wordRank(chance())]);
    return {
      source: 'bench',
      key: `${n}`,
      kind: what,
      phase: chance() < 0.04 ? 'failed' : 'finished',
      at: new Date(begin + Math.floor(n * step)).toISOString(),
      title: [what, on, ...more, ...said].join(' '),
      services: chance() < 0.05 ? [on, services[service(chance())] ?? ''] : [on],
      environment: environments[environment(chance())] ?? null,
      ...besides(n, chance),
    };
  };
  return { observation };
};

/** An observation as the log would give it back. */
export const asRecorded = (observation: Observation, pos: number): Recorded<FeedFact> => ({
  type: 'ChangeObserved',
  data: { observation },
  pos,
  stream: changeStream(changeId(1, observation.source, observation.key)),
  ver: 0,
  org: 1,
  v: 1,
  id: '00000000-0000-7000-8000-000000000000',
  at: new Date(observation.at),
  recordedAt: new Date(observation.at),
  actor: null,
  cause: null,
});
