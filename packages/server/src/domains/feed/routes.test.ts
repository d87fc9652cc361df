import { request } from 'node:http';
import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { type FeedHouse, feedHouse } from './testing/house.ts';

const deploy = {
  key: 'pricing/prod/v812',
  kind: 'deploy',
  phase: 'started',
  at: '2026-03-01T02:40:00Z',
  services: ['pricing'],
  environment: 'prod',
  version: 'v812',
  tags: { team: 'money' },
};

const ndjson = { 'content-type': 'application/x-ndjson' };

const facts = async (house: FeedHouse): Promise<number> =>
  (await house.database.one<{ n: number }>(sql`select count(*)::int as n from nightjar.event`))?.n ?? 0;

test('what was reported is read back at once with the position of the answer', async () => {
  await using house = await feedHouse();
  const sent = await house.post(deploy);
  expect(sent).toMatchObject({ status: 200, body: { results: [{ status: 'recorded', refusal: null }] } });
  const again = await house.post([{ ...deploy, phase: 'finished', at: '2026-03-01T02:46:10Z', novel: 1 }]);
  const page = await house.get(`/api/v1/changes?q=service:pricing&min_pos=${again.body.position}`);
  expect(page.body).toMatchObject({
    changes: [
      { status: 'finished', durationMs: 370_000, title: 'Deploy pricing v812', tags: { team: 'money' } },
    ],
    next: null,
    stale: false,
  });
  const id = sent.body.results[0].change;
  expect(page.body.changes[0].id).toBe(id);
  const one = await house.get(`/api/v1/changes/${id}`);
  expect(one.body.observations).toMatchObject([
    { phase: 'started', extra: {} },
    { phase: 'finished', extra: { novel: 1 } },
  ]);
});

test('of an array the good reports are recorded and each bad one is told with its place', async () => {
  await using house = await feedHouse();
  const { status, body } = await house.post([deploy, { ...deploy, kind: 'deplyo' }, 7]);
  expect(status).toBe(200);
  expect(body.results).toMatchObject([
    { status: 'recorded' },
    { status: 'refused', refusal: { code: 'feed.not-a-change', pointer: '/1/kind' } },
    { status: 'refused', refusal: { pointer: '/2' } },
  ]);
  expect(await facts(house)).toBe(1);
});

test('one report that is refused is a refused request', async () => {
  await using house = await feedHouse();
  const { status, body } = await house.post({ ...deploy, at: 'yesterday' });
  expect({ status, code: body.code, pointer: body.pointer }).toEqual({
    status: 400,
    code: 'feed.not-a-change',
    pointer: '/at',
  });
  expect(await facts(house)).toBe(0);
});

test('the same request again is a duplicate, and another one under its key changes nothing', async () => {
  await using house = await feedHouse();
  const once = { 'idempotency-key': 'k1' };
  const request = [
    { title: 'a', services: ['x'] },
    { title: 'b', services: ['x'] },
  ];
  const first = await house.post(request, once);
  const second = await house.post(request, once);
  expect(second.body.results).toEqual(
    first.body.results.map((result: object) => ({ ...result, status: 'duplicate' })),
  );
  const other = await house.post([{ title: 'c', services: ['x'] }, ...request], once);
  expect(other).toMatchObject({ status: 409, body: { code: 'feed.key-reused' } });
  expect(await facts(house)).toBe(2);
});

test('lines are recorded as they come, and the answer sums them up', async () => {
  await using house = await feedHouse();
  const lines = Array.from({ length: 1_203 }, (_, n) => JSON.stringify({ ...deploy, key: `k${n}` }));
  lines[3] = '{"title":';
  lines[700] = JSON.stringify({ ...deploy, kind: 'nothing' });
  const { status, body } = await house.post(`${lines.join('\n')}\r\n\n`, ndjson);
  expect(status).toBe(200);
  expect(body).toMatchObject({ recorded: 1_201, duplicates: 0, refused: 2, results: null });
  expect(body.refusals).toMatchObject([
    { line: 4, refusal: { code: 'feed.not-json' } },
    { line: 701, refusal: { code: 'feed.not-a-change', pointer: '/kind' } },
  ]);
  expect(await facts(house)).toBe(1_201);
  const page = await house.get(`/api/v1/changes?limit=200&min_pos=${body.position}`);
  expect(page.body.changes).toHaveLength(200);
  const rest = await house.get(`/api/v1/changes?limit=200&cursor=${page.body.next}`);
  const ids = [...page.body.changes, ...rest.body.changes].map((change: { id: string }) => change.id);
  expect(new Set(ids).size).toBe(400);
});

test('a stream of lines with a key is recorded once, line by line', async () => {
  await using house = await feedHouse();
  const lines = ['{"title":"a","services":["x"]}', '{"title":"b","services":["x"]}'];
  const headers = { ...ndjson, 'idempotency-key': 'k' };
  expect((await house.post(lines.join('\n'), headers)).body).toMatchObject({ recorded: 2 });
  const again = await house.post([lines[0], '{"title":"c","services":["x"]}'].join('\n'), headers);
  expect(again.body).toMatchObject({ recorded: 0, duplicates: 1, refused: 1 });
  expect(await facts(house)).toBe(2);
});

test('a stream that breaks off keeps what was recorded, and fails nobody', async () => {
  await using house = await feedHouse();
  const sending = request(`${house.url}/api/v1/changes`, {
    method: 'POST',
    headers: { ...ndjson, authorization: 'Bearer ingest' },
  });
  sending.on('error', () => {});
  for (let n = 0; n < 600; n++) sending.write(`${JSON.stringify({ ...deploy, key: `k${n}` })}\n`);
  while ((await facts(house)) < 500) await new Promise((resolve) => setTimeout(resolve, 10));
  sending.destroy();
  expect((await house.post(deploy)).status).toBe(200);
});

test('a line that is too long is refused without the others', async () => {
  await using house = await feedHouse();
  const long = JSON.stringify({ ...deploy, summary: 'x'.repeat(300_000) });
  const { body } = await house.post(
    [JSON.stringify(deploy), long, JSON.stringify(deploy)].join('\n'),
    ndjson,
  );
  expect(body).toMatchObject({ recorded: 2, refused: 1, refusals: [{ line: 2 }] });
});

test('reading and reporting need their own rights, and organisations do not see one another', async () => {
  await using house = await feedHouse();
  const { position } = (await house.post(deploy)).body;
  expect((await house.get('/api/v1/changes', 'ingest')).status).toBe(403);
  expect((await house.get(`/api/v1/changes?min_pos=${position}`, 'read 2')).body.changes).toEqual([]);
  const { changes } = (await house.get('/api/v1/changes')).body;
  expect((await house.get(`/api/v1/changes/${changes[0].id}`, 'read 2')).status).toBe(404);
});

test('a filter or a cursor that makes no sense is a 400 that says where', async () => {
  await using house = await feedHouse();
  expect((await house.get('/api/v1/changes?q=kind:x')).body).toMatchObject({
    code: 'feed.filter',
    offset: 5,
  });
  expect((await house.get('/api/v1/changes?cursor=abc')).body).toMatchObject({ code: 'feed.cursor' });
  expect((await house.get('/api/v1/changes?limit=0')).status).toBe(400);
});
