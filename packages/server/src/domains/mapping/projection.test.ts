import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { changeId, changeStream } from '../../change/identity.ts';
import type { Located } from '../../change/located.ts';
import type { Observation } from '../../change/observation.ts';
import { unmapped } from './projection.ts';
import { mappingHouse } from './testing/house.ts';

const observation = (key: string, more: Partial<Observation> = {}): Observation => ({
  source: 'github',
  key,
  kind: 'deploy',
  phase: 'finished',
  at: '2026-03-01T02:46:10.000Z',
  title: key,
  services: ['pricing-api'],
  environment: null,
  actor: null,
  version: null,
  previousVersion: null,
  links: [],
  revert: null,
  summary: null,
  tags: {},
  extra: {},
  ...more,
});

const nobody = (value: string): Located => ({
  by: 'none',
  confidence: 0,
  said: ['pricing-api'],
  hints: [{ join: 'github', value }],
});

type Told = {
  readonly located?: Located;
  readonly read?: { delivery: string; index: number; reading: number };
};

test('each report counts once, by its highest reading, and a rebuild comes to the same', async () => {
  await using it = await mappingHouse();
  const stream = (key: string) => changeStream(changeId(1, 'github', key));
  const observe = (key: string, told: Told, more: Partial<Observation> = {}) =>
    it.kernel.log.append({
      org: 1,
      stream: stream(key),
      facts: [
        {
          type: 'ChangeObserved',
          at: '2026-03-01T02:46:10.000Z',
          data: { observation: observation(key, more), ...told },
        },
      ],
    });
  const read = (delivery: string, reading: number) => ({ delivery, index: 0, reading });
  await observe('a', { located: nobody('acme/Pricing'), read: read('d-1', 1) });
  await observe('b', { located: nobody('Acme/pricing'), read: read('d-2', 1) });
  await observe('c', { located: nobody('acme/other'), read: read('d-3', 1) });
  // A better reading knows the service; a lower one that comes late does not count.
  await observe('a', { read: read('d-1', 3) }, { services: ['pricing'] });
  await observe('c', { located: nobody('acme/another'), read: read('d-3', 2) });
  await observe('c', { located: nobody('acme/other'), read: read('d-3', 1) });
  // What is withdrawn is nobody's any more.
  await observe('w', { located: nobody('acme/withdrawn'), read: read('d-4', 1) });
  await it.kernel.log.append({
    org: 1,
    stream: stream('w'),
    facts: [{ type: 'ObservationWithdrawn', data: { read: read('d-4', 2), why: 'It was a proposal.' } }],
  });
  await observe('x', {}, { source: 'api', services: ['one', 'two'] });
  await observe('x', {}, { source: 'api', services: ['one'] });

  const alert = {
    source: 'alertmanager',
    key: 'f',
    state: 'firing',
    at: '2026-03-01T02:46:10.000Z',
    title: 'Slow',
    severity: null,
    services: ['pricing-api'],
    environment: null,
    summary: null,
    links: [],
    labels: {},
  };
  const firing = {
    type: 'AlertObserved',
    data: { alert, located: { ...nobody(''), hints: [] }, read: read('d-9', 1) },
  };
  await it.kernel.log.append({ org: 1, stream: 'alert:alr_1', facts: [firing] });

  const stands = async () => {
    const reader = await it.kernel.reader(
      { org: 1, subject: 'token:test', rights: new Set(['read']) },
      { of: [unmapped], consistency: 'strong' },
    );
    return reader.many<object>(sql`
      select source, join_name, value, kept, reports from ${reader.table(unmapped, 'said')} where org = 1 order by value`);
  };
  const said = await stands();
  expect(said).toEqual([
    { source: 'github', join_name: 'github', value: 'acme/another', kept: true, reports: 1 },
    { source: 'github', join_name: 'github', value: 'acme/pricing', kept: true, reports: 1 },
    { source: 'api', join_name: '', value: 'one', kept: false, reports: 2 },
    { source: 'alertmanager', join_name: '', value: 'pricing-api', kept: true, reports: 1 },
    { source: 'api', join_name: '', value: 'two', kept: false, reports: 1 },
  ]);
  await it.kernel.projections.rebuild(unmapped);
  expect(await stands()).toEqual(said);
});

test('what the catalog has come to know since is told with what it would be, until the past is read again', async () => {
  await using it = await mappingHouse();
  const push = {
    ref: 'refs/heads/main',
    after: 'a'.repeat(40),
    repository: {
      full_name: 'acme/rates',
      name: 'rates',
      html_url: 'https://github.com/acme/rates',
      default_branch: 'main',
    },
    sender: { login: 'joey', type: 'User' },
    head_commit: { id: 'a'.repeat(40), message: 'Round', timestamp: '2026-03-01T02:46:10Z' },
    commits: [{ id: 'a'.repeat(40), message: 'Round' }],
  };
  expect((await it.github('push', 'd-1', push)).body.status).toBe('recorded');
  expect(await it.unmapped()).toMatchObject([{ value: 'acme/rates', today: null }]);
  await it.describe('tax', { joins: { github: 'acme/rates' } });
  await it.until(async () => {
    const [item] = (await it.ask('GET', '/api/v1/mapping/unmapped?consistency=strong')).body.items;
    return item?.today?.services[0] === 'tax' && item.today.by === 'join' ? true : null;
  });
  const { body } = await it.ask('POST', '/api/v1/replays', { source: 'github' });
  expect((await it.replayed(body.id)).replayed).toMatchObject({ changed: 1 });
  expect(await it.unmapped()).toEqual([]);
  expect((await it.ask('POST', '/api/v1/replays', { source: 'nobody' })).body.code).toBe('source.unknown');
});
