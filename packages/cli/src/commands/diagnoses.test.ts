import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const change = 'chg_0123456789abcdef0123';
const named = {
  id: 'dgn_1',
  alert: 'alr_1',
  title: 'CheckoutLatency',
  service: 'checkout',
  environment: 'prod',
  pagedAt: ago(12),
  madeAt: ago(12),
  verdict: 'change',
  probability: 0.9,
  judgements: [],
  address: '/diagnoses/dgn_1',
  foremost: { change, title: 'Deploy pricing v812\u001b[31m', service: 'pricing', probability: 0.81 },
  state: 'open',
};
const none = {
  ...named,
  id: 'dgn_2',
  state: 'ended',
  verdict: 'not a change',
  probability: 0.07,
  foremost: null,
  judgements: [{ change: null, judgement: 'confirmed', by: 'ana', byName: 'Ana', from: 'web', at: ago(1) }],
};
const refuted = {
  ...named,
  id: 'dgn_3',
  state: null,
  judgements: [{ change, judgement: 'refuted', by: 'ana', byName: 'Ana', from: 'web', at: ago(1) }],
};
const other = {
  ...named,
  id: 'dgn_4',
  judgements: [
    { change: 'chg_other', judgement: 'confirmed', by: 'ana', byName: 'Ana', from: 'web', at: ago(1) },
  ],
};
const nobody = { ...refuted, id: 'dgn_5', verdict: 'unknown' };

test('what was diagnosed is a line each: who is suspected, how surely, whether it fires and what was said of it', async () => {
  await using server = await standIn(({ query }, response) =>
    json(response, 200, {
      diagnoses: query.get('service') === 'none' ? [] : [named, none, refuted, other, nobody],
      next: query.get('limit') === '3' ? 'more' : null,
    }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const { out, err } = await here.run('diagnoses', '--limit', '3');
  expect(out).toMatch(/^dgn_1 +checkout +12m +open +81 % +not yet +prod +Deploy pricing v812.*$/m);
  expect(out).toMatch(/^dgn_2 +checkout +12m +ended +93 % +it was no change +prod +no change$/m);
  expect(out).toMatch(/^dgn_3 +checkout +12m +asked +81 % +refuted +prod +Deploy pricing v812.*$/m);
  expect(out).toMatch(/^dgn_4 +checkout +12m +open +81 % +another change +prod +Deploy pricing v812.*$/m);
  expect(out).toMatch(/^dgn_5 +checkout +12m +asked +not yet +prod +nobody can tell$/m);
  expect(out).not.toContain('\u001b');
  expect(err).toContain('There are more');
  const empty = await here.run('diagnoses', '--open', '--service', 'none', '--since', '2026-03-01T02:00:00Z');
  expect(empty).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringMatching(/^Nothing like that was diagnosed/),
  });
  expect(JSON.parse((await here.run('diagnoses', '--state', 'ended', '--json')).out).diagnoses).toHaveLength(
    5,
  );
  expect(await here.run('diagnoses', '--state', 'closed')).toMatchObject({ code: 2 });
  expect(server.heard.map(({ path, query }) => `${path}?${query}`)).toEqual([
    '/api/v1/diagnoses?limit=3',
    '/api/v1/diagnoses?state=open&service=none&since=2026-03-01T02%3A00%3A00.000Z&limit=20',
    '/api/v1/diagnoses?state=ended&limit=20',
  ]);
}, 90_000);

test('more than a page holds is read page by page', async () => {
  const many = (n: number) => Array.from({ length: n }, () => named);
  await using server = await standIn(({ query }, response) =>
    json(response, 200, { diagnoses: many(Number(query.get('limit'))), next: 'more' }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const { out } = await here.run('diagnoses', '--limit', '250', '--json');
  expect(JSON.parse(out).diagnoses).toHaveLength(250);
  expect(server.heard.map(({ query }) => query.toString())).toEqual(['limit=200', 'limit=50&cursor=more']);
}, 90_000);
