import { expect, test } from 'vitest';
import type { Claim } from '../claim.ts';
import { stands } from '../fold.ts';
import { announcement, type Became } from './announcement.ts';

const version = (says: Claim['says'] | null, name = 'pricing') =>
  stands(
    new Map(
      says === null
        ? []
        : [
            [
              'backstage:x/y',
              {
                source: 'backstage:x/y',
                reader: 'backstage',
                pos: 1,
                at: '2026-01-01T00:00:00.000Z',
                recordedAt: '2026-01-01T00:00:00.000Z',
                since: '2026-01-01T00:00:00.000Z',
                actor: null,
                name,
                confidence: 1,
                line: null,
                origin: null,
                says,
              } satisfies Claim,
            ],
          ],
    ),
  ).version;

const became = (before: Claim['says'] | null, after: Claim['says'] | null, name = 'pricing'): Became => ({
  entity: `service:default/${name}`,
  before: version(before, name),
  after: version(after, name),
});

const run = { origin: 'acme/shop', at: '2026-01-01T00:00:00.000Z', by: { subject: 'token:x' }, keys: ['a'] };
const titleOf = (...all: Became[]) => announcement(all, run)?.title;

test.each<[string, Became]>([
  ['new service, tier 1, owner payments', became(null, { tier: 1, owners: ['team:default/payments'] })],
  [
    'owner payments → money',
    became({ owners: ['team:default/payments'] }, { owners: ['team:default/money'] }),
  ],
  [
    'tier 2 → 1, now depends on db',
    became({ tier: 2 }, { tier: 1, relations: [{ type: 'dependsOn', to: 'resource:default/db' }] }),
  ],
  ['description "a" → "b"', became({ description: 'a' }, { description: 'b' })],
  ['new service, description "a"', became(null, { description: 'a' })],
  ['description removed', became({ description: 'a' }, {})],
  ['tag pci removed', became({ tags: { pci: 'yes' } }, {})],
])('%s', (title, it) => {
  expect(titleOf(it)).toBe(title);
});

test('a run about several is counted, and its summary names each', () => {
  const line = announcement([became(null, {}, 'a'), became({ tier: 1 }, { tier: 2 }, 'b')], run);
  expect(line).toMatchObject({
    title: '1 new, 1 changed: a, b',
    summary: 'from acme/shop\na: new service\nb: tier 1 → 2',
    services: ['a', 'b'],
  });
});

test('versions, joins and annotations alone are not worth a line', () => {
  expect(
    titleOf(became({ versions: { prod: '1' } }, { versions: { prod: '2' }, joins: { sentry: 'x' } })),
  ).toBeUndefined();
});

test('what is no service is named in the title and found by its tag, and no service of its name is claimed', () => {
  const api = { ...became({ tier: 1 }, { tier: 2 }, 'basket-api'), entity: 'api:default/basket-api' };
  expect(announcement([api], run)).toMatchObject({
    title: 'basket-api: tier 1 → 2',
    summary: 'from acme/shop',
    services: [],
    tags: { 'entity=api:default/basket-api': '' },
  });
});

test('nothing is said in words of the inside', () => {
  const title = titleOf(
    became(
      { rest: { 'spec.possible': 1 } },
      { rest: { 'spec.possible': 2 }, relations: [{ type: 'runsIn', to: 'environment:default/prod' }] },
    ),
  );
  expect(title).toBe('possible changed, now runs in prod');
});
