import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place, type Said } from '../testing/nightjar.ts';

const findings = (said: Said): Record<string, string> => {
  const { checks } = JSON.parse(said.out) as { checks: { name: string; is: string }[] };
  return Object.fromEntries(checks.map(({ name, is }) => [name, is]));
};

const caller = { subject: 'token:1', name: 'local', rights: ['read'] };
const part = (lag: number) => ({
  name: 'feed.changes',
  ok: true,
  says: 'Live.',
  details: { status: 'live', lag },
});

test('a house in order is said to be so', async () => {
  await using server = await standIn(({ path, headers }, response) => {
    if (path === '/healthz') return json(response, 200, { status: 'alive' });
    if (path === '/readyz') return json(response, 200, { ready: true, reasons: [], checks: [part(3)] });
    if (path === '/') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    if (headers.authorization !== 'Bearer njt_x') return json(response, 401, { code: 'token.unknown' });
    return json(response, 200, { caller, firstRun: false });
  });
  await using here = await place({ NIGHTJAR_URL: server.url, NIGHTJAR_TOKEN: 'njt_x' });
  const said = await here.run('doctor', '--json');
  expect(said.code).toBe(0);
  expect(findings(said)).toMatchObject({
    server: 'ok',
    ready: 'ok',
    token: 'ok',
    'read models': 'ok',
    clock: 'ok',
    page: 'ok',
  });
  expect(said.out).not.toContain('njt_x');
});

test('what is wrong is named, with what to do about it', async () => {
  await using server = await standIn(({ path }, response) => {
    response.setHeader('date', new Date(Date.now() - 300_000).toUTCString());
    if (path === '/healthz') return json(response, 200, { status: 'alive' });
    if (path === '/readyz')
      return json(response, 503, { ready: false, reasons: ['The database does not answer.'] });
    return json(response, 401, { code: 'token.unknown' });
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  const folder = join(here.folder, '.nightjar');
  await mkdir(folder);
  await writeFile(join(folder, 'token'), 'njt_stale');
  await chmod(join(folder, 'token'), 0o644);
  const said = await here.run('doctor', '--json');
  expect(said.code).toBe(1);
  expect(findings(said)).toMatchObject({
    ready: 'fail',
    token: 'fail',
    secrets: 'fail',
    clock: 'fail',
    page: 'warn',
  });
  const shown = await here.run('doctor');
  expect(shown.out).toMatch(/the server is (299|300)\.\d s behind/);
  expect(shown.out).toContain(`→ chmod 600 ${join(folder, 'token')}`);
  expect(shown.out).not.toContain('njt_stale');
});

test('a server that is away is one finding, not six', async () => {
  await using here = await place({ NIGHTJAR_URL: 'http://127.0.0.1:9' });
  const said = await here.run('doctor', '--json');
  expect(said.code).toBe(1);
  expect(Object.keys(findings(said)).slice(-2)).toEqual(['database files', 'server']);
});
