import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindOfActor } from './actor.ts';
import { changeId, keyOfContent } from './identity.ts';
import { instant } from './instant.ts';
import { normalise } from './normalise.ts';
import type { Observation, Reported } from './observation.ts';

const context = { source: 'api', receivedAt: new Date('2026-03-01T02:50:00.000Z'), key: () => 'random' };
const refusalOf = (reported: unknown) => normalise(reported as Reported, context);
const observed = (reported: unknown): Observation => {
  const result = normalise(reported as Reported, context);
  if (!result.ok) throw new Error(`${result.pointer}: ${result.message}`);
  return result.observation;
};

test('a report of two words becomes a whole observation', () => {
  expect(observed({ kind: 'deploy', services: [' pricing ', 'Pricing', ''], version: 'v812' })).toEqual({
    source: 'api',
    key: 'random',
    kind: 'deploy',
    phase: 'finished',
    at: '2026-03-01T02:50:00.000Z',
    title: 'Deploy pricing v812',
    services: ['pricing'],
    environment: null,
    actor: null,
    version: 'v812',
    previousVersion: null,
    links: [],
    revert: null,
    summary: null,
    tags: {},
    extra: {},
  });
});

test('a title alone is a change of kind other', () => {
  expect(observed({ title: 'Rotate keys', services: ['vault'] })).toMatchObject({
    kind: 'other',
    title: 'Rotate keys',
  });
});

test.each([
  [{ services: ['a'] }, '/title'],
  [{ title: 'x' }, '/services'],
  [{ title: 'x', services: [] }, '/services'],
  [{ title: 'x', services: ['a'], at: 'yesterday' }, '/at'],
  [{ title: 'x', services: ['a'], at: '1969-07-20T20:17:40Z' }, '/at'],
  [{ title: 'x', services: ['a'], at: '2026-03-03T02:50:00Z' }, '/at'],
  [{ title: 'x', services: ['a'], at: 1_700_000_000 }, '/at'],
  [{ title: 'x', services: ['a'], kind: 'deployment' }, '/kind'],
  [{ title: 'x', services: ['a', 7] }, '/services/1'],
  [{ title: 'x', services: 'a' }, '/services'],
  [{ title: 7, services: ['a'] }, '/title'],
  [{ title: 'x', services: ['a'], links: [{ url: 'javascript:alert(1)' }] }, '/links/0/url'],
  [{ title: 'x', services: ['a'], links: [null] }, '/links/0'],
  [{ title: 'x', services: ['a'], revert: { label: 'undo' } }, '/revert/url'],
  [{ title: 'x', services: ['a'], key: 'k'.repeat(501) }, '/key'],
  [{ title: 'x', services: ['a'], tags: { team: {} } }, '/tags'],
  [['a'], ''],
  [null, ''],
])('%j is refused at %s', (reported, pointer) => {
  expect(refusalOf(reported)).toMatchObject({ ok: false, pointer });
});

test('a source that names its sender needs no service', () => {
  expect(observed({ source: 'terraform', kind: 'infrastructure' }).title).toBe(
    'Change the infrastructure of something in terraform',
  );
});

test('a planned change may lie far ahead', () => {
  expect(observed({ title: 'x', services: ['a'], phase: 'planned', at: '2026-09-01T00:00:00Z' }).at).toBe(
    '2026-09-01T00:00:00.000Z',
  );
});

test('unknown fields are kept', () => {
  expect(observed({ title: 'x', services: ['a'], ticket: 'OPS-1', extra: { depth: 2 } }).extra).toEqual({
    ticket: 'OPS-1',
    depth: 2,
  });
});

test('the same content with a time is the same change, however its fields are ordered', () => {
  const one = observed({ title: 'x', services: ['a'], at: '2026-03-01T02:46:10Z', tags: { a: '1', b: '2' } });
  const other = observed({
    tags: { b: '2', a: '1' },
    at: '2026-03-01T02:46:10Z',
    services: ['a'],
    title: 'x',
  });
  expect(one.key).toBe(other.key);
  expect(one.key).toMatch(/^content:[0-9a-f]{32}$/);
});

test('nesting that would exhaust a stack is refused with its place', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
  expect(refusalOf({ title: 'x', services: ['a'], extra: deep })).toMatchObject({
    ok: false,
    pointer: expect.stringMatching(/^\/extra\/a\/a/),
  });
});

test('what PostgreSQL cannot hold is replaced', () => {
  expect(observed({ title: 'a\0b\ud800c', services: ['a'] }).title).toBe('a\ufffdb\ufffdc');
});

test('any JSON at all is either normalised, again to the same, or refused with a pointer', () => {
  const field = fc.oneof(fc.jsonValue(), fc.string(), fc.constant('2026-03-01T02:46:10+02:00'));
  const names = [
    'source',
    'key',
    'kind',
    'phase',
    'at',
    'title',
    'services',
    'actor',
    'links',
    'tags',
    'extra',
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), field, { noNullPrototype: true }), (reported) => {
      const result = normalise(reported as Reported, context);
      if (!result.ok) return result.pointer === '' || result.pointer.startsWith('/');
      expect(observed(result.observation)).toEqual(result.observation);
      return true;
    }),
  );
});

describe('a time', () => {
  test.each([
    ['2026-03-01T02:46:10Z', '2026-03-01T02:46:10.000Z'],
    ['2026-03-01t02:46:10.1234567z', '2026-03-01T02:46:10.123Z'],
    ['2026-03-01 04:46:10+02:00', '2026-03-01T02:46:10.000Z'],
    ['2026-02-28T21:16:10-0530', '2026-03-01T02:46:10.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
    ['2026-03-01 02:46:10 UTC', '2026-03-01T02:46:10.000Z'],
    ['2026-02-30T00:00:00Z', null],
    ['2026-13-01T00:00:00Z', null],
    ['2026-03-01T24:00:00Z', null],
    ['2026-03-01T02:46:10', null],
    ['2026-03-01', null],
    ['', null],
    [1_700_000_000, null],
  ])('%j is %j', (text, iso) => {
    expect(instant(text)).toBe(iso);
  });
});

test('robots give themselves away, people are not guessed', () => {
  for (const name of ['renovate[bot]', 'deploy-bot', 'bot', 'github-actions', 'system:serviceaccount:ci:x']) {
    expect(kindOfActor(name)).toBe('automation');
  }
  for (const name of ['joey', 'abbot', 'Botond', 'talbot']) expect(kindOfActor(name)).toBe('unknown');
});

test('the id of a change depends on organisation, source and key alone', () => {
  expect(changeId(1, 'api', 'pricing/prod/v812')).toMatch(/^chg_[0-9a-f]{20}$/);
  expect(changeId(1, 'api', 'k')).toBe(changeId(1, 'api', 'k'));
  expect(new Set([changeId(1, 'api', 'k'), changeId(2, 'api', 'k'), changeId(1, 'github', 'k')]).size).toBe(
    3,
  );
  expect(keyOfContent({ a: 1 })).not.toBe(keyOfContent({ a: 2 }));
});

test('service, env and time are understood where the long names are not given', () => {
  const context = { source: 'api', receivedAt: new Date('2026-03-01T00:00:00Z'), key: () => 'k' };
  const one = normalise({ kind: 'deploy', service: 'pricing' } as never, context);
  expect(one).toMatchObject({ ok: true, observation: { services: ['pricing'], extra: {} } });
  const short = { kind: 'deploy', service: 'pricing', env: 'prod', time: '2026-02-01T00:00:00Z' };
  expect(normalise(short as never, context)).toMatchObject({
    observation: { environment: 'prod', at: '2026-02-01T00:00:00.000Z', extra: {} },
  });
  const both = normalise({ kind: 'deploy', services: ['search'], service: 'pricing' } as never, context);
  expect(both).toMatchObject({
    ok: true,
    observation: { services: ['search'], extra: { service: 'pricing' } },
  });
});
