import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { testFolder } from '@nightjar/kernel/embedded/testing/folder';
import { expect, test } from 'vitest';
import { signalHouse } from '../testing/house.ts';

const isAbsent = spawnSync('prometheus', ['--version']).status !== 0;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** A Prometheus that scrapes a house, and writes to it what it has scraped. */
const prometheus = async (house: string) => {
  const folder = await testFolder();
  const config = join(folder.path, 'prometheus.yml');
  await writeFile(
    config,
    `
global: { scrape_interval: 1s }
scrape_configs:
  - job_name: nightjar
    authorization: { credentials: read }
    static_configs: [{ targets: ['${new URL(house).host}'] }]
remote_write:
  - url: ${house}/api/v1/signals/prometheus/write
    authorization: { credentials: ingest }
    queue_config: { batch_send_deadline: 1s }
`,
  );
  const port = await freePort();
  const child = spawn('prometheus', [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder.path, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = once(child, 'exit');
  return {
    url: `http://127.0.0.1:${port}`,
    said: () => said.join(''),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await ended;
      await folder[Symbol.asyncDispose]();
    },
  };
};

test('a real Prometheus scrapes us, writes to us, and answers our rules', {
  timeout: 90_000,
}, async (context) => {
  if (isAbsent) return context.skip('There is no prometheus in PATH.');
  await using house = await signalHouse({ collecting: { flushMs: 500 } });
  await house.setRule('memory', {
    signal: 'memory',
    kind: 'gauge',
    unit: 'bytes',
    service: { label: 'job' },
    from: { is: 'remote-write', metric: 'process_resident_memory_bytes', labels: { job: 'nightjar' } },
  });
  await house.setRule('cpu', {
    signal: 'cpu',
    kind: 'counter',
    unit: 's',
    service: { label: 'job' },
    instance: 'instance',
    from: { is: 'remote-write', metric: 'process_cpu_seconds_total' },
  });
  await using real = await prometheus(house.url);
  await house.setRule('asked', {
    signal: 'memory',
    stat: 'asked',
    kind: 'gauge',
    unit: 'bytes',
    service: { fixed: 'nightjar' },
    from: { is: 'query', url: real.url, query: 'process_resident_memory_bytes', everySeconds: 10 },
  });
  const points = async () => {
    await house.askDue();
    const { series } = await house.get('/api/v1/signals?service=nightjar&width=1000');
    return series.map((it: { signal: string; stat: string | null; points: unknown[] }) => [
      `${it.signal} ${it.stat ?? ''}`.trim(),
      it.points.length > 0,
    ]);
  };
  await expect.poll(points, { timeout: 60_000, interval: 1000 }).toEqual(
    expect.arrayContaining([
      ['memory asked', true],
      ['memory', true],
      ['cpu', true],
    ]),
  );
  const { series } = await house.get('/api/v1/signals?service=nightjar&signal=memory&width=1000');
  const [memory, asked] = series;
  expect(memory.points.at(-1)[1]).toBeGreaterThan(10 * 2 ** 20);
  expect(asked.points.at(-1)[1] / memory.points.at(-1)[1]).toBeCloseTo(1, 0);
  expect((await house.get('/api/v1/signals/rules/asked')).rule.state.state).toBe('fine');
  const metrics = await house.metrics();
  expect(metrics).toMatch(/nightjar_signal_points_total\{way="remote-write",outcome="unwanted"\} [1-9]/);
  expect(metrics).not.toContain('outcome="late"');
  expect(real.said()).not.toMatch(/level=error|non-recoverable/);
});
