import type { PageName, PageNeed } from '@nightjar/sdk/answers';
import type { PageOfEntity } from '@nightjar/sdk/graph';
import { expect, test } from 'vitest';
import { aboutQ, aboutThing } from './about.ts';
import { needsOf } from './needs.ts';
import { firstChangesOf, lookedOf } from './page-of.ts';

const name = (of: string, kind = 'service'): PageName => ({
  ref: `${kind}:default/${of}`,
  kind,
  name: of,
  known: true,
});
const need = (of: string, rest: Partial<PageNeed> = {}): PageNeed => ({
  types: ['dependsOn', 'calls'],
  confidence: 0.9,
  observed: false,
  why: ['written', 'seen'],
  sources: ['a'],
  lastSeen: null,
  traffic: null,
  node: { ...name(of), tier: 1, state: 'declared' },
  ...rest,
});
const end = { hasNextPage: false, endCursor: null };
const edges = <T>(all: readonly T[], pageInfo: { hasNextPage: boolean; endCursor: string | null } = end) => ({
  total: all.length,
  cut: false,
  edges: all,
  pageInfo,
});
const answer = (rest: Partial<PageOfEntity> = {}): PageOfEntity => ({
  __typename: 'Service',
  ...name('pricing'),
  namespace: 'default',
  title: null,
  description: null,
  type: null,
  tier: 1,
  lifecycle: null,
  language: null,
  runtime: null,
  deployment: null,
  state: 'declared',
  contested: false,
  since: '2026-03-01T00:00:00.000Z',
  until: null,
  lastSeen: null,
  environments: [],
  aliases: ['price list'],
  tags: [{ name: 'pci', value: '' }],
  versions: [],
  repository: null,
  links: [],
  owners: [],
  system: null,
  others: [],
  who: {
    answer: 'growth owns pricing.',
    goneSince: null,
    owners: [],
    contacts: [{ slot: 'chat', label: '#pricing', url: null, of: null }],
    people: [],
  },
  sources: [],
  moments: [],
  lastDeploy: null,
  day: { total: 0, failed: 0, cut: false },
  openAlerts: null,
  changes: { hidden: 2, edges: [], pageInfo: { hasNextPage: true, endCursor: 'c' } },
  callers: edges([need('checkout')]),
  callees: edges([need('tax')]),
  relations: edges([
    { type: 'partOf' as const, direction: 'out' as const, observed: false, node: name('shop', 'system') },
  ]),
  follow: 'e_1-2f-1207',
  ...rest,
});

test('what it needs, what needs it and what it is part of are told as the relations of REST are', () => {
  const { needs, neededBy, partOf } = needsOf(lookedOf(answer(), null).page);
  expect(needs).toMatchObject([
    { to: { name: 'tax' }, words: ['depends on', 'calls'], why: ['written · seen'] },
  ]);
  expect(neededBy.map(({ to }) => to.name)).toEqual(['checkout']);
  expect(partOf.map(({ to }) => to.name)).toEqual(['shop']);
});

test('tags are a record again, and a contact of nobody else is its own', () => {
  const { page, who } = lookedOf(answer(), null);
  expect(page.tags).toEqual({ pci: '' });
  expect(who.contacts).toMatchObject([{ label: '#pricing', of: { name: 'pricing' } }]);
});

test('edges that did not all come are told to be cut', () => {
  expect(lookedOf(answer(), null).page.relationsCut).toBe(false);
  const callers = edges([need('checkout')], { hasNextPage: true, endCursor: 'c' });
  expect(lookedOf(answer({ callers }), null).page.relationsCut).toBe(true);
});

test('its changes are a first page of the feed: from where older ones go on, and where the stream does', () => {
  expect(firstChangesOf(answer())).toEqual({
    changes: [],
    next: 'c',
    position: 1207,
    stale: false,
    follow: 'e_1-2f-1207',
    hidden: 2,
  });
});

test('the filter of a service is its names; of what is no service, its reference too', () => {
  expect(aboutQ(aboutThing(answer(), null))).toBe('service:pricing,"price list"');
  const api = { ...name('pay', 'api'), aliases: [] };
  expect(aboutQ(aboutThing(api, '2026-03-01T00:00:00.000Z'))).toBe(
    '(service:pay OR tag:entity=api:default/pay) before:2026-03-01T00:00:00.000Z',
  );
});
