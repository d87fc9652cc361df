import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openDatabase } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { openLog } from '@nightjar/kernel/log/open-log';
import { expect, test } from 'vitest';
import { enemyDatabase, nothingLeft } from './testing/nothing-left.ts';
import { proxyTo } from './testing/proxy.ts';

nothingLeft();

/** From the moment the lock's holder froze to the answer. */
const patience = 5000;
const fact = { org: 1, stream: 's', facts: [{ type: 'Happened', data: {} }] };

test('a process that freezes with the lock of the log in its hand holds writers up for 5 s at most', async () => {
  await using database = await enemyDatabase();
  const log = await openLog(database);
  const program = new URL('testing/hold-lock.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, database.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(child.stdout, 'data');
    child.kill('SIGSTOP');
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => log.append(fact)));
    const waited = performance.now() - began;
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 'ok'));
    expect(waited, 'the lock was held at all').toBeGreaterThan(500);
    expect(waited).toBeLessThan(patience);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
    await log.close();
  }
});

test('a client whose wire is cut while it holds the lock holds writers up for 5 s at most', async () => {
  await using database = await enemyDatabase();
  await using proxy = await proxyTo(database.url);
  const log = await openLog(database);
  const far = openDatabase(proxy.url);
  let began = 0;
  const doomed = far
    .transaction(async (tx) => {
      await tx.run(sql`select pg_advisory_xact_lock(20177, 1)`);
      proxy.cut();
      began = performance.now();
      // What it says next arrives nowhere.
      await tx.run(sql`select 1`);
    })
    .catch(() => 'lost');
  while (began === 0) await new Promise(setImmediate);
  const { status } = await log.append(fact);
  const waited = performance.now() - began;
  expect(status).toBe('ok');
  expect(waited, 'the lock was held at all').toBeGreaterThan(500);
  expect(waited).toBeLessThan(patience);
  proxy.hangUp();
  expect(await doomed).toBe('lost');
  await far.close();
  await log.close();
});

test('an answer that is lost after the commit is a duplicate at the positions of the first, not a second fact', async () => {
  await using database = await enemyDatabase();
  await using proxy = await proxyTo(database.url);
  const near = await openLog(database);
  const far = openDatabase(proxy.url);
  const deaf = await openLog(far);
  expect(await deaf.append(fact)).toMatchObject({ status: 'ok', lastPos: 1 });
  proxy.mute();
  const waiting = deaf.append({ ...fact, once: { source: 'enemy', key: 'k', hash: 'h' } });
  while ((await near.head()) < 2) await new Promise(setImmediate);
  proxy.hangUp();
  expect(await waiting).toEqual({ status: 'duplicate', firstPos: 2, lastPos: 2 });
  expect(await near.head()).toBe(2);
  await deaf.close();
  await far.close();
  await near.close();
});

test('an appender whose wire is cut in the middle of an append is no one else’s trouble', async () => {
  await using database = await enemyDatabase();
  await using proxy = await proxyTo(database.url);
  const near = await openLog(database);
  const far = openDatabase(proxy.url);
  const cutOff = await openLog(far);
  await cutOff.append(fact);
  const once = { source: 'enemy', key: 'k', hash: 'h' };
  const waiting = cutOff.append({ ...fact, once }).catch(({ code }) => code);
  await new Promise(setImmediate);
  proxy.cut();
  const began = performance.now();
  for (let n = 0; n < 20; n++) expect((await near.append(fact)).status).toBe('ok');
  expect(performance.now() - began).toBeLessThan(patience);
  proxy.hangUp();
  // It comes back over a new wire, and what it was about is recorded once.
  expect(await waiting).toMatchObject({ status: expect.stringMatching(/^(ok|duplicate)$/) });
  const rows = await near.read({ after: 0, limit: 100 });
  expect(rows).toHaveLength(22);
  await cutOff.close();
  await far.close();
  await near.close();
});
