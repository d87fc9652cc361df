import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const item = {
  source: 'github',
  join: 'github',
  value: 'acme/pricing',
  names: ['pricing'],
  reports: 3,
  last: new Date().toISOString(),
  examples: ['chg_1'],
  near: ['prices'],
  settledBy: 'rule',
  today: null,
};

const replayed = { deliveries: 12, changed: 3, observed: 3, withdrawn: 0, unreadable: 0, position: 40 };
const done = {
  id: 'rpl_1',
  source: 'github',
  at: item.last,
  state: 'done',
  done: 12,
  of: 12,
  why: null,
  replayed,
};

test('what is not mapped is a line each, with what it may be', async () => {
  const other = { ...item, join: null, value: 'ci', near: [], today: { services: ['builds'], by: 'join' } };
  await using server = await standIn((_, response) =>
    json(response, 200, { items: [item, other], more: false, position: 1, stale: false }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('sources', 'unmapped');
  expect(said.out).toBe(
    'SOURCE  CALLS IT             REPORTS  LAST  PERHAPS\n' +
      'github  github=acme/pricing  3        now   prices\n' +
      'github  ci                   3        now   would be builds today: replay\n',
  );
  expect(server.heard[0]?.path).toBe('/api/v1/mapping/unmapped');
});

test('a rule is said of a name or an id, and the replay is followed to its end', async () => {
  await using server = await standIn(({ method }, response) =>
    method === 'PUT'
      ? json(response, 200, { id: 'rule_1', position: 7, replays: ['rpl_1'] })
      : json(response, 200, done),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('sources', 'map', 'github', 'github=acme/pricing', 'prices', '--replay');
  expect(said.out).toBe(
    'github=acme/pricing of github is prices  (rule_1)\ngithub: 12 deliveries read again, 3 say something else now\n',
  );
  expect(JSON.parse(server.heard[0]?.body ?? '')).toEqual({
    source: 'github',
    match: { join: 'github', value: 'acme/pricing' },
    to: { service: 'prices' },
    replay: true,
  });
  await using all = await standIn(({ method, path }, response) =>
    method === 'PUT'
      ? json(response, 200, { id: 'rule_1', position: 7, replays: ['rpl_1', 'rpl_2'] })
      : json(
          response,
          200,
          path.endsWith('rpl_2')
            ? { ...done, source: 'gitlab', replayed: { ...replayed, deliveries: 0, changed: 0 } }
            : done,
        ),
  );
  const everywhere = await here.run('sources', 'map', '*', 'ci', 'builds', '--replay', '--url', all.url);
  expect(everywhere.out).toBe(
    'ci of * is builds  (rule_1)\ngithub: 12 deliveries read again, 3 say something else now\n',
  );
  await here.run('sources', 'map', '*', 'production', 'prod', '--environment');
  expect(JSON.parse(server.heard.at(-2)?.body ?? '')).toMatchObject({
    source: '*',
    match: { environment: 'production' },
    to: { environment: 'prod' },
  });
});

test('what came over the API is settled by an alias instead', async () => {
  await using server = await standIn(({ method }, response) =>
    method === 'PUT'
      ? json(response, 409, { code: 'mapping.not-read', detail: 'api reports over the API.', status: 409 })
      : json(response, 200, { position: 8, entity: 'service:default/pricing', diff: [] }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('sources', 'map', 'api', 'pricing-svc', 'pricing');
  expect(said.out).toContain('pricing-svc is an alias of service:default/pricing now');
  expect(server.heard.at(-1)).toMatchObject({
    method: 'PATCH',
    body: '{"set":{"alias.pricing-svc":"pricing-svc"}}',
  });
});

test('a mapping is tried before it is published, and what fails is told with its place', async () => {
  const tried = {
    faults: [{ field: 'title', offset: 4, says: 'There is no app.' }],
    payloads: [
      {
        delivery: 'd',
        event: 'json',
        receivedAt: '2026-03-01T00:00:00Z',
        body: '{}',
        becomes: { is: 'failed', field: 'key', offset: 0, why: 'there is no field id' },
      },
    ],
  };
  let answer: object = tried;
  await using server = await standIn((_, response) => json(response, 200, answer));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const file = join(here.folder, 'ci.json');
  await writeFile(file, '{"title": "app"}');
  const said = await here.run('sources', 'custom', 'ci', '--mapping', file, '--try');
  expect(said.code).toBe(3);
  expect(said.out).toBe(
    'title, at character 5: There is no app.\n2026-03-01T00:00:00Z  fails: key, at character 1: there is no field id\n',
  );
  answer = { ...tried, faults: [] };
  expect((await here.run('sources', 'custom', 'ci', '--mapping', file, '--try')).code).toBe(3);
  answer = { faults: [], payloads: [{ ...tried.payloads[0], becomes: { is: 'ignored', why: 'A ping.' } }] };
  expect((await here.run('sources', 'custom', 'ci', '--mapping', file, '--try')).code).toBe(0);
  expect((await here.run('sources', 'custom', 'ci', '--publish')).code).toBe(2);
  await writeFile(file, '[1]');
  expect((await here.run('sources', 'custom', 'ci', '--mapping', file, '--try')).code).toBe(2);
});
