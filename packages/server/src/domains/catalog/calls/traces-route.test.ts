import { gzipSync } from 'node:zlib';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { jsonRequest, protobufRequest } from './testing/encode.ts';
import { callHouse } from './testing/house.ts';
import { callBetween, of, spanFor } from './testing/trace.ts';

const json = { 'content-type': 'application/json' };
const protobuf = { 'content-type': 'application/x-protobuf' };

/** The fields of a flat message: numbers as they are, bytes as text. */
const fieldsOf = (body: Buffer): Record<number, unknown> => {
  const pbf = new PbfReader(body);
  return pbf.readFields<Record<number, unknown>>((tag, into, it) => {
    into[tag] = it.type === 2 ? Buffer.from(it.readBytes()).toString() : it.readVarint();
  }, {});
};

test('spans in JSON and in protobuf draw the same edge, and the answer has their encoding', async () => {
  await using house = await callHouse();
  const inJson = await house.json(callBetween('front', 'cart'));
  expect([inJson.status, inJson.headers.get('content-type'), inJson.body.toString()]).toEqual([
    200,
    'application/json',
    '{}',
  ]);
  const inProtobuf = await house.protobuf(callBetween('front', 'cart', { ms: 30, failed: true }));
  expect([inProtobuf.status, inProtobuf.headers.get('content-type'), inProtobuf.body.length]).toEqual([
    200,
    'application/x-protobuf',
    0,
  ]);
  await house.flush();
  const { body } = await house.calls('service=front');
  expect(body.calls).toMatchObject([
    { caller: 'service:default/front', callee: 'service:default/cart', count: 2, errors: 1 },
  ]);
  expect(body.calls[0].meanMs).toBeCloseTo(20, 1);
});

test('a body in gzip is read, and one that explodes is refused before it does', async () => {
  await using house = await callHouse();
  const zipped = { 'content-encoding': 'gzip' };
  const body = gzipSync(protobufRequest(callBetween('front', 'cart')));
  expect((await house.send(body, { ...protobuf, ...zipped })).status).toBe(200);
  const bomb = gzipSync(Buffer.alloc(200 * 2 ** 20));
  const refused = await house.send(bomb, { ...protobuf, ...zipped });
  expect(refused.status).toBe(413);
  expect(fieldsOf(refused.body)).toMatchObject({ 1: 8, 2: expect.stringContaining('decompresses') });
  const plain = await house.send(Buffer.alloc(5 * 2 ** 20), protobuf);
  expect(plain.status).toBe(413);
});

test('what is no request is a 400 with a google.rpc.Status in the encoding it came in', async () => {
  await using house = await callHouse();
  const inJson = await house.send('{"resourceSpans": 7}', json);
  expect([inJson.status, JSON.parse(inJson.body.toString())]).toMatchObject([
    400,
    { code: 3, details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest' }] },
  ]);
  const cut = protobufRequest(callBetween('front', 'cart')).subarray(0, 100);
  const inProtobuf = await house.send(cut, protobuf);
  expect([inProtobuf.status, inProtobuf.headers.get('content-type')]).toEqual([
    400,
    'application/x-protobuf',
  ]);
  expect(fieldsOf(inProtobuf.body)).toMatchObject({ 1: 3, 2: expect.stringContaining('OpenTelemetry') });
  for (const body of ['{"resourceSpans":', `${'['.repeat(5000)}`, '\u00ff\u00fe', '7'])
    expect((await house.send(body, json)).status).toBe(400);
  expect((await house.send('<spans/>', { 'content-type': 'text/xml' })).status).toBe(415);
  expect((await house.send('', json)).status).toBe(200);
});

test('nothing of a request that breaks in the middle is kept', async () => {
  await using house = await callHouse();
  const request = jsonRequest(callBetween('front', 'cart'));
  const broken = { resourceSpans: [...request.resourceSpans, 7] };
  expect((await house.send(JSON.stringify(broken), json)).status).toBe(400);
  await house.flush();
  expect((await house.calls()).body.calls).toEqual([]);
});

test('traces need a caller with the right ingest', async () => {
  await using house = await callHouse();
  expect((await house.send('{}', json, 'nobody')).status).toBe(401);
  const refused = await house.send(Buffer.alloc(0), protobuf, 'read');
  expect([refused.status, fieldsOf(refused.body)[1]]).toEqual([403, 7]);
  expect((await house.calls()).status).toBe(200);
});

test('spans that cannot be used are told in partial_success, and the others count', async () => {
  await using house = await callHouse();
  const good = callBetween('front', 'cart');
  const bad = of('front', [
    { ...spanFor({ kind: 'client' }), traceId: '00'.repeat(16) },
    { ...spanFor({ kind: 'client' }), spanId: 'xyz' },
  ]);
  const nameless = {
    resource: { 'service.name': 'unknown_service:node' },
    spans: [spanFor({ kind: 'client' })],
  };
  const answer = await house.json([...good, bad, nameless]);
  const { partialSuccess } = JSON.parse(answer.body.toString());
  expect(partialSuccess.rejectedSpans).toBe('2');
  expect(partialSuccess.errorMessage).toMatch(/2 spans have no valid ids.*1 spans belong to no service/);
  const warned = await house.protobuf([nameless]);
  expect(fieldsOf(warned.body)).toEqual({ 1: expect.stringContaining('service.name') });
  await house.flush();
  expect((await house.calls()).body.calls).toMatchObject([{ count: 1 }]);
  const metrics = await house.metrics();
  expect(metrics).toContain('nightjar_trace_spans_total{outcome="malformed"} 2');
  expect(metrics).toContain('nightjar_trace_spans_total{outcome="nameless"} 2');
});

test('more edges in a minute than are kept are left out, counted and told', async () => {
  await using house = await callHouse({ options: { edgesAMinute: 10 } });
  const calls = Array.from({ length: 30 }, (_, n) => callBetween('front', `made-up-${n}`)).flat();
  const { partialSuccess } = JSON.parse((await house.json(calls)).body.toString());
  expect(partialSuccess).toMatchObject({ rejectedSpans: '20' });
  await house.flush();
  expect((await house.calls()).body.calls).toHaveLength(10);
});

test('a trace of 100,000 spans is one request like any other', async () => {
  await using house = await callHouse({ door: { bodyLimits: { '/v1/traces': 64 * 2 ** 20 } } });
  const root = spanFor({ kind: 'client' });
  const spans = Array.from({ length: 50_000 }, () => spanFor({ kind: 'client', traceId: root.traceId }));
  const answers = spans.map((parent) => spanFor({ kind: 'server', parent }));
  expect((await house.protobuf([of('back', answers), of('front', spans)])).status).toBe(200);
  await house.flush();
  const { body } = await house.calls();
  expect(body.calls.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(50_000);
});

test('clocks that are off put a call into the minute in which it was heard', async () => {
  const at = new Date('2026-03-01T02:51:30Z');
  await using house = await callHouse({ clock: { now: () => at } });
  const hour = 3_600_000;
  for (const startMs of [at.getTime() - 2 * hour, at.getTime() + hour, at.getTime() - 48 * hour, 1])
    await house.json(callBetween('front', 'cart', { startMs }));
  const backwards = callBetween('front', 'cart', { startMs: at.getTime(), ms: -5000 });
  await house.json(backwards);
  await house.flush();
  const { body } = await house.calls('from=2026-02-01T00:00:00Z&to=2026-04-01T00:00:00Z&step=3600');
  expect(body.calls.map((it: { from: string; count: number }) => [it.from, it.count])).toEqual([
    ['2026-03-01T00:00:00.000Z', 1],
    ['2026-03-01T02:00:00.000Z', 4],
  ]);
  expect(await house.metrics()).toContain('nightjar_trace_spans_total{outcome="clock-off"} 6');
});
