import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { type Place, place } from '../testing/nightjar.ts';

const started = async (here: Place): Promise<{ stop: () => Promise<number | null> }> => {
  const running = here.start(['start', '--port', '0']);
  await new Promise<void>((resolve, reject) => {
    let out = '';
    running.child.stdout?.on('data', (chunk) => {
      out += chunk;
      if (out.includes('Nightjar is at http://')) resolve();
    });
    void running.said.then(({ err }) => reject(new Error(`It did not start: ${err}`)));
  });
  return {
    stop: async () => {
      running.child.kill('SIGTERM');
      return (await running.said).code;
    },
  };
};

test('the commands without a server work beside a running one, and without it', {
  timeout: 120_000,
}, async () => {
  await using here = await place({ NIGHTJAR_DATA: 'data' });
  const server = await started(here);
  try {
    expect((await here.run('start', '--port', '0')).code).toBe(1);
    expect(await here.run('backup', 'beside')).toMatchObject({
      code: 0,
      err: expect.stringContaining('secret.key'),
    });
    const refused = await here.run('restore', 'beside');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('A server runs on') });
    expect((await here.run('log', 'verify')).code).toBe(0);
    // It listens where nobody would look, and is found by its folder.
    expect((await here.run('whoami')).out).toContain('token from data folder');
    await using other = await standIn((_, response) => json(response, 401, { code: 'token.unknown' }));
    await here.run('feed', '--url', other.url);
    expect(other.heard.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  } finally {
    expect(await server.stop()).toBe(0);
  }
  expect(await here.run('log', 'verify', '--json')).toMatchObject({ code: 0, err: '' });
  expect((await here.run('backup', 'without')).code).toBe(0);
  const { said } = here.start(['restore', 'without'], { env: { NIGHTJAR_DATA: 'new' } });
  expect((await said).out).toMatch(/^\d+ facts of .+ are in the database in .+\/new, verified; epoch 2\n$/);
});

test('a data folder that cannot be one is a sentence, not a stack', async () => {
  await using here = await place();
  await writeFile(join(here.folder, 'file'), '');
  const because = [
    ['file', 'it is a file (EEXIST)'],
    ['file/data', 'a part of the path is a file (ENOTDIR)'],
  ] as const;
  for (const [folder, reason] of because) {
    const sentence = `${join(here.folder, folder)} cannot be the data folder: ${reason}.`;
    const started = await here.run('start', '--port', '0', '--data', folder);
    expect(started).toMatchObject({ code: 1, err: expect.stringContaining(`${sentence}\nName a folder`) });
    expect(started.err).not.toContain('    at ');
    const restored = await here.start(['restore', 'file'], { env: { NIGHTJAR_DATA: folder } }).said;
    expect(restored).toMatchObject({ code: 1, err: expect.stringContaining(`${sentence}\n  Name a folder`) });
  }
});

const repository = fileURLToPath(new URL('../../../..', import.meta.url));

/** A process that was ended but not waited for yet answers a signal too; the port does not. */
const answers = (address: string): Promise<boolean> =>
  fetch(`${address}/healthz`).then(
    () => true,
    () => false,
  );

test('a SIGTERM to npm start reaches the server: nothing is left behind', { timeout: 120_000 }, async () => {
  await using here = await place();
  const npm = spawn('npm', ['start', '--', '--port', '0', '--data', here.folder], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => npm.once('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    let out = '';
    npm.stdout.on('data', (chunk) => {
      out += chunk;
      const [, found] = /Nightjar is at (http:\S+)/.exec(out) ?? [];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`It did not start: ${out}`)));
  });
  expect(await answers(address)).toBe(true);
  npm.kill('SIGTERM');
  await ended;
  await expect.poll(() => answers(address), { timeout: 20_000 }).toBe(false);
});
