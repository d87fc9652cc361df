import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aChange, json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from './testing/nightjar.ts';

const page = {
  changes: [aChange(), aChange({ id: 'chg_2' })],
  next: null,
  position: 9,
  stale: false,
  follow: '1-9',
};

test('exit codes tell usage, refusal and silence apart', async () => {
  await using refusing = await standIn((_, response) =>
    json(response, 400, {
      code: 'query.unknown-field',
      detail: 'There is no field "svc".',
      offset: 0,
      next: 'Use service:.',
    }),
  );
  await using here = await place({ NIGHTJAR_URL: refusing.url });
  expect((await here.run('feed')).code).toBe(3);
  expect((await here.run('feed', '--bad')).code).toBe(2);
  expect((await here.run('nosuch')).code).toBe(2);
  expect((await here.run('feed', '--limit', 'many')).code).toBe(2);
  expect((await here.run('feed', '--url', 'ftp://x')).code).toBe(2);
  expect((await here.run('feed', '--url', 'http://127.0.0.1:9')).code).toBe(4);
  expect((await here.run('feed', '-f', '--url', 'http://127.0.0.1:9')).code).toBe(4);
  expect((await here.run('--help')).code).toBe(0);
  expect((await here.run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('a failure says what happened, where, and what to do next', async () => {
  await using server = await standIn((_, response) =>
    json(response, 400, {
      code: 'query.unknown-field',
      detail: 'There is no field "svc".',
      offset: 0,
      next: 'Use service:.',
    }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('feed', 'svc:pricing');
  expect(said.err).toBe(
    'nightjar: There is no field "svc". (query.unknown-field), at character 1 of the filter\n  Use service:.\n',
  );
  const asJson = await here.run('feed', '--json', 'svc:pricing');
  expect(JSON.parse(asJson.err)).toMatchObject({ error: { code: 3, next: 'Use service:.' } });
});

test('the feed is one JSON document, or a line a change where it follows', async () => {
  await using server = await standIn((heard, response) => {
    if (!heard.path.endsWith('/stream')) return json(response, 200, page);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const live = [aChange(), aChange({ id: 'chg_3', title: 'New' })];
    for (const [n, change] of live.entries())
      response.write(`id: 1-${n}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`);
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect(JSON.parse((await here.run('feed', '--json')).out)).toEqual(page);
  const following = here.start(['feed', '-f', '--json', 'env:prod']);
  let out = '';
  for await (const chunk of following.child.stdout ?? []) {
    out += chunk;
    if (out.trimEnd().split('\n').length === 3) break;
  }
  following.child.kill();
  const ids = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).id);
  expect(ids).toEqual(['chg_2', 'chg_0123456789abcdef0123', 'chg_3']);
  expect(server.heard.at(-1)?.query.get('q')).toBe('env:prod');
});

test('a reader that has seen enough is no failure', async () => {
  const many = { ...page, changes: Array.from({ length: 200 }, () => aChange({ summary: 'x'.repeat(900) })) };
  await using server = await standIn((_, response) => json(response, 200, many));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const running = here.start(['feed', '-n', '200']);
  running.child.stdout?.once('data', () => running.child.stdout?.destroy());
  expect(await running.said).toMatchObject({ code: 0, err: '' });
});

test('the data folder’s token is used on this machine, and goes to no other', async () => {
  await using server = await standIn((_, response) => json(response, 200, page));
  await using here = await place();
  await mkdir(join(here.folder, '.nightjar'));
  await writeFile(join(here.folder, '.nightjar/token'), 'njt_local\n', { mode: 0o600 });
  await here.run('feed', '--url', server.url);
  expect(server.heard.at(-1)?.headers.authorization).toBe('Bearer njt_local');
  await here.run('feed', '--url', server.url.replace('127.0.0.1', '0.0.0.0'));
  expect(server.heard.length).toBe(2);
  expect(server.heard.at(-1)?.headers.authorization).toBeUndefined();
  await here.start(['feed', '--url', server.url], { env: { NIGHTJAR_TOKEN: 'njt_own' } }).said;
  expect(server.heard.at(-1)?.headers.authorization).toBe('Bearer njt_own');
});

test('without an address, the server is where the settings of the server say', async () => {
  await using server = await standIn((_, response) => json(response, 200, page));
  const NIGHTJAR_PORT = new URL(server.url).port;
  await using here = await place({ NIGHTJAR_PORT, NIGHTJAR_HOST: '0.0.0.0' });
  expect((await here.run('feed')).code).toBe(0);
  const elsewhere = here.start(['open', '--json'], { env: { NIGHTJAR_HOST: '::1', NIGHTJAR_PORT: '4500' } });
  expect(JSON.parse((await elsewhere.said).out)).toEqual({ url: 'http://[::1]:4500' });
});

test('a term that excludes is a part of the filter', async () => {
  await using server = await standIn((_, response) => json(response, 200, page));
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect((await here.run('feed', 'env:prod', '-actor:root', '-n', '5')).code).toBe(0);
  expect(server.heard.at(-1)?.query.get('q')).toBe('env:prod -actor:root');
  await here.run('feed', '-qkind:deploy');
  expect(server.heard.at(-1)?.query.get('q')).toBe('kind:deploy');
});

test('a misspelt variable is refused as the server refuses it, and holds up no command', async () => {
  await using here = await place({ NIGHTJAR_TOKNE: 'x' });
  const said = await here.run('open', '--json');
  expect(said).toMatchObject({ code: 2, err: expect.stringContaining('the nearest is NIGHTJAR_TOKEN.') });
  expect(await here.run('send', '--', 'echo', 'hi')).toMatchObject({ code: 0, out: 'hi\n' });
});

test('a hint names the command as it was run', async () => {
  await using here = await place({ npm_lifecycle_event: 'nightjar' });
  const said = await here.run('feed', '--url', 'http://127.0.0.1:9');
  expect(said.err).toContain('`npm start` starts it');
});

test('nothing is coloured into a pipe', async () => {
  await using server = await standIn((_, response) => json(response, 200, page));
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect((await here.run('feed')).out).not.toContain('\u001b');
});
