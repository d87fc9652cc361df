import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { mappingHouse } from '../mapping/testing/house.ts';

const mapping = {
  when: "body.type == 'release'",
  key: 'string(body.id)',
  kind: "'deploy'",
  title: "'Release ' + body.app + ' ' + body.version",
  services: 'body.app',
  version: 'body.version',
};

const release = (id: number, more: object = {}) => ({
  type: 'release',
  id,
  app: 'pricing',
  version: `v${id}`,
  ...more,
});

test('payloads are kept from the first on, a draft is tried upon them, and published it reads what came before', async () => {
  // The same bytes within the minute are a retry: none passes.
  const clock = { now: () => new Date('2026-03-01T02:50:30.000Z') };
  await using it = await mappingHouse({ clock });
  expect((await it.own('ci', release(1))).status).toBe(404);
  expect((await it.ask('PUT', '/api/v1/custom-sources/ci', { title: 'Our CI' })).body.source).toMatchObject({
    name: 'ci',
    title: 'Our CI',
    path: '/hooks/custom/ci',
    version: 0,
    mapping: {},
  });
  expect((await it.own('ci', release(1))).body).toMatchObject({
    status: 'unread',
    why: 'No mapping is published yet.',
  });
  expect((await it.own('ci', release(1))).body.status).toBe('duplicate');
  await it.own('ci', { type: 'ping' });
  await it.own('ci', { type: 'release', id: 2, app: 'pricing' });

  const tried = await it.ask('POST', '/api/v1/custom-sources/ci/try', { mapping });
  expect(tried.body).toMatchObject({
    faults: [],
    payloads: [
      { becomes: { is: 'failed', field: 'title', offset: 34, why: 'there is no field version' } },
      { becomes: { is: 'ignored' } },
      {
        becomes: {
          is: 'change',
          title: 'Release pricing v1',
          kind: 'deploy',
          services: ['pricing'],
          key: '1',
        },
      },
    ],
  });
  expect(tried.body.payloads[2].body).toContain('"version": "v1"');
  expect(await it.facts()).toBe(0);

  const published = await it.ask('POST', '/api/v1/custom-sources/ci/publish', { mapping, replay: true });
  expect(published.body).toMatchObject({ version: 1, replay: expect.any(String) });
  expect((await it.replayed(published.body.replay)).replayed).toMatchObject({ deliveries: 3, observed: 1 });
  expect(await it.changes()).toMatchObject([{ title: 'Release pricing v1', source: 'custom/ci' }]);
  expect((await it.own('ci', release(3))).body).toMatchObject({ status: 'recorded' });
});

test('a mapping that fails parks the delivery and loses nothing; a mended one reads it', async () => {
  await using it = await mappingHouse();
  await it.ask('PUT', '/api/v1/custom-sources/ci', {});
  await it.ask('POST', '/api/v1/custom-sources/ci/publish', { mapping });
  const parked = await it.own('ci', { type: 'release', id: 7, app: 'pricing' });
  expect(parked).toMatchObject({
    status: 202,
    body: { status: 'parked', why: expect.stringContaining('version') },
  });
  expect(
    await it.database.one(sql`select count(*) as n from nightjar.raw where source = 'custom/ci'`),
  ).toEqual({ n: 1 });
  const mended = {
    ...mapping,
    title: "'Release ' + body.app",
    version: 'has(body.version) ? body.version : null',
  };
  const published = await it.ask('POST', '/api/v1/custom-sources/ci/publish', {
    mapping: mended,
    replay: true,
  });
  expect(published.body.version).toBe(2);
  expect((await it.replayed(published.body.replay)).replayed).toMatchObject({ observed: 1 });
  expect(await it.changes()).toMatchObject([{ title: 'Release pricing', version: null }]);
  const again = await it.ask('POST', '/api/v1/custom-sources/ci/publish', { mapping: mended, replay: true });
  expect(again.body.version).toBe(2);
  expect((await it.replayed(again.body.replay)).replayed).toMatchObject({ changed: 0 });
});

test('what cannot be published is refused with every fault and its place, and a draft may be as wrong as it likes', async () => {
  await using it = await mappingHouse();
  const wrong = { title: "'Deploy ' + app", when: "'yes'", key: 'body.id +' };
  expect((await it.ask('PUT', '/api/v1/custom-sources/ci', { mapping: wrong })).body.source.mapping).toEqual(
    wrong,
  );
  const refused = await it.ask('POST', '/api/v1/custom-sources/ci/publish', { mapping: wrong });
  expect(refused).toMatchObject({ status: 400, body: { code: 'custom.mapping', pointer: '/mapping/when' } });
  expect(refused.body.faults).toHaveLength(3);
  expect(
    (await it.ask('POST', '/api/v1/custom-sources/ci/try', { mapping: wrong })).body.faults,
  ).toContainEqual({
    field: 'title',
    offset: 12,
    says: expect.stringContaining('There is no app'),
  });
  const code = async (method: 'PUT' | 'POST' | 'GET', path: string, body?: object) =>
    (await it.ask(method, `/api/v1/custom-sources/${path}`, body)).body.code;
  expect(await code('PUT', 'Not%20a%20name', {})).toBe('custom.name');
  expect(await code('PUT', 'ci', { mapping: { titel: "'x'" } })).toBe('custom.mapping');
  expect(await code('GET', 'nobody')).toBe('custom.unknown');
  expect(await code('POST', 'nobody/publish', { mapping })).toBe('custom.unknown');
});

test('who does not prove themselves is not heard, and a body over a megabyte is refused', async () => {
  await using it = await mappingHouse();
  await it.ask('PUT', '/api/v1/custom-sources/ci', {});
  expect((await it.own('ci', release(1), { authorization: 'Bearer other' })).body.code).toBe(
    'hook.signature',
  );
  expect((await it.own('ci', release(1, { log: 'x'.repeat(2 ** 20) }))).status).toBe(413);
  const byAddress = await it.deliver('/hooks/custom/ci?key=moth-wing-42', release(1), {});
  expect(byAddress.body.status).toBe('unread');
});

test('a secret in a payload is gone before an expression sees it, and is not shown', async () => {
  await using it = await mappingHouse();
  await it.ask('PUT', '/api/v1/custom-sources/ci', {});
  await it.own('ci', { password: 'hunter2', app: 'pricing' });
  const { body } = await it.ask('POST', '/api/v1/custom-sources/ci/try', {
    mapping: { title: 'body.password' },
  });
  expect(body.payloads[0].becomes.title).toBe('[redacted:password]');
  expect(JSON.stringify(body)).not.toContain('hunter2');
});
