import { compress } from 'snappyjs';
import { expect, test } from 'vitest';
import { setClock, signalHouse } from '../testing/house.ts';
import { block, writeRequest } from '../testing/write-request.ts';
import { unpacked } from './snappy.ts';
import { readWriteRequest } from './write-request.ts';

const noon = Date.UTC(2026, 2, 1, 12);
const minute = 60_000;

const requests = {
  signal: 'requests',
  kind: 'counter',
  service: { label: 'job' },
  environment: { fixed: 'prod' },
  from: { is: 'remote-write', metric: 'http_requests_total' },
};
const failed = {
  ...requests,
  signal: 'errors',
  from: { is: 'remote-write', metric: 'http_requests_total', labels: { code: '500' } },
};
const heap = {
  signal: 'memory',
  kind: 'gauge',
  unit: 'bytes',
  service: { label: 'job' },
  instance: 'pod',
  from: { is: 'remote-write', metric: 'heap_bytes' },
};

const ruled = async (clock = setClock(noon + 10 * minute)) => {
  const house = await signalHouse({ clock });
  for (const [name, rule] of Object.entries({ requests, failed, heap }))
    expect((await house.setRule(name, rule)).status).toBe(200);
  return house;
};

const counted = (labels: object, step: number) => ({
  labels: { __name__: 'http_requests_total', job: 'pricing', ...labels },
  samples: Array.from({ length: 11 }, (_, i) => [noon + i * 30_000, 1000 + i * step] as const),
});

test('what rules want of a write is added up over its counters, and what nobody wants is no fault', async () => {
  await using house = await ruled();
  const { status } = await house.write(
    block(
      counted({ code: '200', pod: 'a' }, 30),
      counted({ code: '200', pod: 'b' }, 30),
      counted({ code: '500', pod: 'b' }, 6),
      {
        labels: { __name__: 'heap_bytes', job: 'pricing', pod: 'a' },
        samples: [
          [noon, 7],
          [noon + 1, 'stale'],
        ],
      },
      { labels: { __name__: 'other' }, samples: [[noon, 1]] },
      {
        labels: { __name__: 'heap_bytes', pod: 'a' },
        samples: [
          [noon, Number.NaN],
          [noon + 1, 3],
        ],
      },
    ),
  );
  expect(status).toBe(204);
  const { series } = await house.get(`/api/v1/signals?from=${new Date(noon).toISOString()}&width=20`);
  const of = (signal: string) => series.find((it: { signal: string }) => it.signal === signal);
  expect(of('requests').points).toEqual([0, 1, 2, 3, 4].map((i) => [noon + i * minute, 132, 132, 132]));
  expect(of('errors')).toMatchObject({ unit: '/min', environment: 'prod', kind: 'counter' });
  expect(of('errors').points[2]).toEqual([noon + 2 * minute, 12, 12, 12]);
  expect(of('memory')).toMatchObject({ instance: 'a', unit: 'bytes', points: [[noon, 7, 7, 7]] });
  const metrics = await house.metrics();
  expect(metrics).toContain('{way="remote-write",outcome="stale"} 1');
  expect(metrics).toContain('{way="remote-write",outcome="unwanted"} 1');
});

test('a write that is sent again counts once', async () => {
  await using house = await ruled();
  const write = () => house.write(block(counted({ code: '200' }, 30)));
  expect([(await write()).status, (await write()).status]).toEqual([204, 204]);
  const { series } = await house.get(`/api/v1/signals?from=${new Date(noon).toISOString()}&width=20`);
  expect(series[0].points[1]).toEqual([noon + minute, 60, 60, 60]);
});

test('what is late is told with 400, which nobody sends again, and the rest is taken', async () => {
  await using house = await ruled();
  const labels = { __name__: 'heap_bytes', job: 'pricing' };
  const answer = await house.write(
    block({
      labels,
      samples: [
        [noon - 200 * minute, 1],
        [noon, 2],
      ],
    }),
  );
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    code: 'signals.left-out',
    detail: 'Of the points 1 are too late: their slots are closed.',
  });
  expect((await house.get('/api/v1/signals/series')).series).toHaveLength(1);
});

test('a body that declares four gigabytes, or holds no message, is refused before room is made for it', async () => {
  await using house = await ruled();
  const write = async (body: Buffer) => {
    const { status, body: problem } = await house.write(body);
    return [status, problem?.code];
  };
  const no = [400, 'signals.not-remote-write'];
  const before = process.memoryUsage().rss;
  expect(await write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0]))).toEqual(no);
  expect(await write(Buffer.from([0xff, 0xff, 0xff, 0x1f, 0, 0]))).toEqual(no);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
  expect(await write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))).toEqual(no);
  expect(await write(Buffer.alloc(0))).toEqual(no);
  expect(await write(Buffer.from('{"series":[]}'))).toEqual(no);
  expect(await write(compress(Buffer.from('no message at all')))).toEqual(no);
  const plain = await house.ask('POST', '/api/v1/signals/prometheus/write', writeRequest([]), 'ingest', {
    'content-type': 'text/plain',
  });
  expect(plain.status).toBe(415);
  const second = await house.ask('POST', '/api/v1/signals/prometheus/write', block(), 'ingest', {
    'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request',
    'content-encoding': 'snappy',
  });
  expect([second.status, second.body.code]).toEqual([415, 'signals.remote-write-version']);
  const reader = await house.ask('POST', '/api/v1/signals/prometheus/write', Buffer.alloc(1), 'read', {
    'content-type': 'application/x-protobuf',
  });
  expect(reader.status).toBe(403);
});

test('a message that is cut or changed anywhere is read or refused, never anything else', () => {
  const whole = block(counted({ code: '200' }, 1));
  for (let at = 0; at < whole.length; at += 1)
    for (const broken of [
      whole.subarray(0, at),
      Buffer.from(whole.map((byte, i) => (i === at ? byte ^ 0xff : byte))),
    ])
      try {
        for (const { samples } of readWriteRequest(unpacked(broken, 2 ** 20), () => true))
          expect(samples.length).toBeGreaterThanOrEqual(0);
      } catch (error) {
        expect((error as Error).constructor.name).toBe('Malformed');
      }
});

test('a database that is slow puts writes off, and what was taken is written when it is back', async () => {
  const clock = setClock(noon + 10 * minute);
  await using house = await signalHouse({ clock, collecting: { unwrittenSlots: 5 } });
  await house.setRule('heap', heap);
  const client = await house.database.connect();
  await client.query('begin; lock table nightjar.signal_slot in access exclusive mode');
  const labels = { __name__: 'heap_bytes', job: 'pricing' };
  const samples = Array.from({ length: 8 }, (_, i) => [noon + i * 10_000, i] as const);
  const headers = { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' };
  const post = () =>
    house.ask('POST', '/api/v1/signals/prometheus/write', block({ labels, samples }), 'ingest', headers);
  expect((await post()).status).toBe(204);
  const writing = house.flush();
  const second = await post();
  expect([second.status, second.body.code]).toEqual([429, 'signals.behind']);
  expect(second.headers.get('retry-after')).toBe('5');
  await client.query('rollback');
  await client.end();
  await writing;
  expect((await post()).status).toBe(204);
  const { series } = await house.get(`/api/v1/signals?from=${new Date(noon).toISOString()}&width=600`);
  expect(series[0].points).toHaveLength(8);
});
