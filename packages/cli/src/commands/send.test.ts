import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Heard, json, type StandIn, standIn } from '@nightjar/sdk/testing/stand-in';
import type { Report } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const reportsOf = ({ body }: Heard): Report[] => [JSON.parse(body)].flat() as Report[];

const recording = (): Promise<StandIn> =>
  standIn((heard, response) => {
    const results = reportsOf(heard).map(() => ({ status: 'recorded', change: 'chg_1', refusal: null }));
    json(response, 200, { position: 7, results });
  });

const spooled = (folder: string): Promise<string[]> =>
  readdir(join(folder, '.config/nightjar/spool')).catch(() => []);

test('a command is one change: started, then finished, under one key', async () => {
  await using server = await recording();
  await using here = await place({ NIGHTJAR_URL: server.url, NIGHTJAR_TOKEN: 'njt_x' });
  const said = await here.run('send', '-s', 'pricing', '--env', 'prod', '--tag', 'a=b=c', '--', 'echo', 'hi');
  expect(said).toMatchObject({ code: 0, out: 'hi\n', err: '' });
  const [started, finished] = server.heard.flatMap(reportsOf);
  expect(started).toMatchObject({
    phase: 'started',
    title: 'echo hi',
    services: ['pricing'],
    environment: 'prod',
  });
  expect(finished).toMatchObject({
    phase: 'finished',
    tags: { a: 'b=c' },
    actor: { name: 'joey' },
    source: 'cli',
  });
  expect(finished?.extra).toMatchObject({ exitCode: 0 });
  expect(finished?.key).toBe(started?.key);
  expect(server.heard.length).toBe(2);
});

test('a command that fails is a change that failed, with the command’s own exit code', async () => {
  await using server = await recording();
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('send', '--', 'sh', '-c', 'echo no >&2; exit 7');
  expect(said).toMatchObject({ code: 7, err: 'no\n' });
  expect(server.heard.flatMap(reportsOf).at(-1)).toMatchObject({
    phase: 'failed',
    summary: expect.stringMatching(/^exit code 7 after 0\.\d+s$/),
    extra: { exitCode: 7 },
  });
});

test('a command that is not there ends as in a shell', async () => {
  await using server = await recording();
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('send', '--', 'no-such-command');
  expect(said.code).toBe(127);
  expect(said.err).toBe('nightjar: no-such-command: command not found\n');
});

test('the input of a command is its own', async () => {
  await using server = await recording();
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.start(['send', '--', 'cat'], { input: 'through' }).said;
  expect(said).toMatchObject({ code: 0, out: 'through' });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s reaches the command, and the change is cancelled',
  async (signal) => {
    await using server = await recording();
    await using here = await place({ NIGHTJAR_URL: server.url });
    const running = here.start(['send', '--', 'sh', '-c', 'echo ready; exec sleep 30']);
    await new Promise((resolve) => running.child.stdout?.once('data', resolve));
    running.child.kill(signal);
    const said = await running.said;
    expect(said.code).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(said.ms).toBeLessThan(5000);
    expect(server.heard.flatMap(reportsOf).at(-1)?.phase).toBe('cancelled');
  },
);

test('a command that minds its signals ends as it likes', async () => {
  await using server = await recording();
  await using here = await place({ NIGHTJAR_URL: server.url });
  const running = here.start([
    'send',
    '--',
    'sh',
    '-c',
    "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.1; done",
  ]);
  await new Promise((resolve) => running.child.stdout?.once('data', resolve));
  running.child.kill('SIGTERM');
  expect(await running.said).toMatchObject({ code: 0, out: 'ready\nbye\n' });
  expect(server.heard.flatMap(reportsOf).at(-1)?.phase).toBe('finished');
});

type Trouble = { readonly is: string; readonly server: () => Promise<StandIn> };
const troubles: readonly Trouble[] = [
  { is: 'hangs', server: () => standIn(() => {}) },
  { is: 'answers garbage', server: () => standIn((_, response) => void response.end('<html>')) },
  { is: 'fails', server: () => standIn((_, response) => json(response, 500, { code: 'fault' })) },
  {
    is: 'is busy for long',
    server: () =>
      standIn((_, response) => json(response, 429, { code: 'log.busy' }, { 'retry-after': '20' })),
  },
  {
    is: 'does not know the token',
    server: () => standIn((_, response) => json(response, 401, { code: 'token.unknown' })),
  },
  {
    is: 'drips its answer',
    server: () =>
      standIn((_, response) => {
        const drip = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drip));
      }),
  },
  {
    is: 'is away',
    server: async () => {
      const server = await standIn(() => {});
      await server.close();
      return server;
    },
  },
];

test.each(troubles)(
  'where the server $is, the command is untouched, soon done, and its report kept',
  async (trouble) => {
    await using server = await trouble.server();
    await using here = await place({ NIGHTJAR_URL: server.url });
    const alone = await here.run('--version');
    const said = await here.run('send', '--', 'sh', '-c', 'echo out; exit 5');
    expect(said).toMatchObject({ code: 5, out: 'out\n' });
    expect(said.err).toMatch(/^nightjar: Not reported yet, kept for the next `nightjar send`: .+\n$/);
    expect(said.ms - alone.ms).toBeLessThan(2500);
    expect((await spooled(here.folder)).length).toBe(1);
  },
);

test('what was kept is sent by the next send, under the key it was first sent with', async () => {
  let away = true;
  await using server = await standIn((heard, response) => {
    if (away) return json(response, 500, { code: 'fault' });
    const results = reportsOf(heard).map(() => ({ status: 'recorded', change: 'chg_1', refusal: null }));
    json(response, 200, { position: 7, results });
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  await here.run('send', '--', 'true');
  const first = server.heard.at(-1);
  away = false;
  const said = await here.run('send', '--', 'true');
  expect(said.err).toBe('nightjar: Sent 1 earlier report.\n');
  const again = server.heard.find((one) => one !== first && one.body === first?.body);
  expect(again?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  expect(reportsOf(again as Heard).map(({ phase }) => phase)).toEqual(['started', 'finished']);
  expect(await spooled(here.folder)).toEqual([]);
});

test.each([
  ['one change', ['send', '-t', 'Now', '-s', 'pricing'], ''],
  ['lines', ['send'], '{"title":"Now","services":["pricing"]}\n'],
])('what was kept is sent after %s, too', async (_, args, input) => {
  let away = true;
  await using server = await standIn((heard, response) => {
    if (away) return json(response, 500, { code: 'fault' });
    const results = reportsOf(heard).map(() => ({ status: 'recorded', change: 'chg_1', refusal: null }));
    json(response, 200, { position: 7, results });
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  await here.run('send', '--', 'true');
  away = false;
  const said = await here.start(args, { input }).said;
  expect(said).toMatchObject({ code: 0, err: 'nightjar: Sent 1 earlier report.\n' });
  expect(server.heard.slice(-2).flatMap(reportsOf)).toMatchObject([
    { title: 'Now' },
    { title: 'true', phase: 'started' },
    { title: 'true', phase: 'finished' },
  ]);
  expect(await spooled(here.folder)).toEqual([]);
});

test('a report that is refused is said and not kept', async () => {
  await using server = await standIn((_, response) =>
    json(response, 400, { code: 'change.invalid', detail: 'No.' }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('send', '--', 'true');
  expect(said).toMatchObject({
    code: 0,
    err: 'nightjar: Nightjar refused the report: No. (change.invalid)\n',
  });
  expect(await spooled(here.folder)).toEqual([]);
});

test('one change is sent without a command', async () => {
  await using server = await recording();
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run(
    'send',
    '-t',
    'Rounding on',
    '-k',
    'flag',
    '-s',
    'pricing',
    '-s',
    'cart',
    '--json',
  );
  expect(said.code).toBe(0);
  expect(JSON.parse(said.out)).toMatchObject({ position: 7 });
  expect(server.heard.flatMap(reportsOf)).toEqual([
    { phase: 'finished', source: 'cli', kind: 'flag', title: 'Rounding on', services: ['pricing', 'cart'] },
  ]);
});

test('a title alone is about the package it is sent from', async () => {
  await using server = await recording();
  await using here = await place({ NIGHTJAR_URL: server.url });
  await writeFile(join(here.folder, 'package.json'), '{"name":"@acme/pricing"}');
  await here.run('send', '-t', 'Rounding on');
  expect(server.heard.flatMap(reportsOf)[0]).toMatchObject({ services: ['pricing'] });
});

test('lines are sent in batches, and refused ones are named by their line', async () => {
  await using server = await standIn((heard, response) => {
    const results = reportsOf(heard).map(({ title }) =>
      title === 'bad'
        ? { status: 'refused', change: null, refusal: { code: 'change.invalid', detail: 'No service.' } }
        : { status: 'recorded', change: 'chg_1', refusal: null },
    );
    json(response, 200, { position: 7, results });
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  const lines = Array.from({ length: 700 }, (_, n) => JSON.stringify({ title: n === 600 ? 'bad' : 'good' }));
  const said = await here.start(['send'], { input: `\n${lines.join('\r\n')}\n` }).said;
  expect(said).toMatchObject({ code: 3, out: '699 recorded, 0 known already, 1 refused\n' });
  expect(said.err).toBe('  line 602: No service. (change.invalid)\n');
  expect(server.heard.map((heard) => reportsOf(heard).length)).toEqual([500, 200]);
});

test('a line that is not JSON is named', async () => {
  await using server = await recording();
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.start(['send'], { input: '{"title":"a"}\n{"title":\n' }).said;
  expect(said.code).toBe(2);
  expect(said.err).toContain('Line 2 is not a JSON object.');
});
