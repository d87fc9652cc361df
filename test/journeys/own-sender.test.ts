import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings } from '@nightjar/kernel/config/settings';
import { testFolder } from '@nightjar/kernel/embedded/testing/folder';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { connect } from '@nightjar/sdk/connect';
import { ProblemError } from '@nightjar/sdk/failure';
import { app } from '@nightjar/server/app';
import { serve } from '@nightjar/server/main';
import { table } from '@nightjar/server/settings';
import { expect, test } from 'vitest';

/** The house as it ships, all but its pages. */
const open = async () => {
  const folder = await testFolder();
  const database = await testDatabase();
  const settings = readSettings(table, {
    NIGHTJAR_DATA: folder.path,
    NIGHTJAR_PORT: '0',
    NIGHTJAR_LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
  });
  const { address, close } = await serve(settings, {
    app: { ...app, pages: async () => settings.data },
    say: () => {},
  });
  const token = (await readFile(join(folder.path, 'token'), 'utf8')).trim();
  const nightjar = connect({ url: address, token });
  return {
    nightjar,
    send: async (secret: string | null, body: object) => {
      const answer = await fetch(`${address}/hooks/custom/release-bot`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
        },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: (await answer.json()) as { status: string; position: number } };
    },
    replayed: async (id: string) => {
      for (let tries = 0; tries < 200; tries += 1) {
        const { replayed } = await nightjar.mapping.replayOf(id);
        if (replayed !== null) return replayed.position;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('The replay does not end.');
    },
    [Symbol.asyncDispose]: async () => {
      await close();
      await database[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
};

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof ProblemError ? error.code : String(error)),
  );

const name = 'custom/release-bot';
const mapping = {
  kind: "'deploy'",
  title: "'Release ' + body.app + ' ' + body.version",
  services: 'body.app',
  version: 'body.version',
};

test('a sender of our own is connected, heard, mapped and read, and its secret changed over', async () => {
  await using it = await open();
  const { sources, custom, changes } = it.nightjar;
  expect(await codeOf(sources.show(name))).toBe('source.no-custom');
  expect(await codeOf(sources.addSecret('custom/No Name'))).toBe('custom.name');
  expect(await codeOf(sources.addSecret(name, 'short'))).toBe('source.secret-form');
  expect(await codeOf(sources.show(name)), 'nothing was begun by what was refused').toBe('source.no-custom');

  const made = await sources.addSecret(name);
  const secret = made.secret ?? '';
  const page = await sources.show(name, { minPos: made.position });
  expect(page).toMatchObject({
    url: expect.stringMatching(/\/hooks\/custom\/release-bot$/),
    source: { name, group: 'anything', state: 'waiting' },
    secrets: [{ lastFour: made.lastFour, is: 'open' }],
  });

  expect((await it.send(`${secret}x`, {})).status).toBe(401);
  const first = await it.send(secret, { app: 'pricing', version: 'v812' });
  expect(first).toMatchObject({ status: 202, body: { status: 'unread' } });
  const listed = (await sources.list({ minPos: first.body.position })).sources.at(-1);
  expect(listed).toMatchObject({ name, group: 'anything', state: 'receiving', unread: 1 });

  await custom.draft('release-bot', { mapping });
  expect((await custom.try('release-bot', mapping)).payloads).toMatchObject([
    { becomes: { is: 'change', title: 'Release pricing v812' } },
  ]);
  const published = await custom.publish('release-bot', mapping, { replay: true });
  const minPos = await it.replayed(published.replay ?? '');
  const { changes: found } = await changes.list({ q: `source:"${name}"`, minPos });
  expect(found).toMatchObject([{ title: 'Release pricing v812', services: ['pricing'] }]);

  const { position } = first.body;
  expect((await sources.delivery(name, position)).body).toContain('"version": "v812"');
  expect(await sources.resend(name, position)).toMatchObject({ outcome: 'recorded', observed: 0 });
  expect((await sources.show(name, { minPos })).source.unread).toBe(0);

  await sources.disconnect(name);
  expect((await it.send(secret, {})).status).toBe(503);
  expect((await sources.show(name)).source.state).toBe('unconnected');
  // Told by a task, a moment later.
  await expect
    .poll(async () => {
      const told = await changes.list({ q: 'source:nightjar release-bot' });
      return told.changes.map(({ title }) => title).sort();
    })
    .toEqual(['Connect release-bot', 'Disconnect release-bot']);
}, 60_000);
