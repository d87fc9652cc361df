import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readAs } from '../testing/sender.ts';
import { openfeature } from './index.ts';
import { step } from './step.ts';

const run = promisify(execFile);
const lacking = ['git', 'jq', 'curl'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);

/** Hears what is posted, and fails the first of it, as the way to Nightjar may. */
const heard = async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(Buffer.concat(await Array.fromAsync(request)).toString());
    response
      .writeHead(bodies.length === 1 || request.headers.authorization !== 'Bearer moth' ? 503 : 202)
      .end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/openfeature`;
  return { bodies, url, [Symbol.asyncDispose]: async () => void server.close() };
};

const flags = (defaultVariant: string) =>
  JSON.stringify({
    flags: { 'new-checkout': { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant } },
  });

test('the step tells what a commit changed, by git and jq alone, and repeats itself with the same bytes', async ({
  skip,
}) => {
  skip(lacking.length > 0, `The step needs ${lacking.join(', ')}.`);
  await using ears = await heard();
  const folder = await mkdtemp(join(tmpdir(), 'nightjar-flags-'));
  const inside = {
    cwd: folder,
    env: { ...process.env, NIGHTJAR_FLAGS_TOKEN: 'moth', ENVIRONMENT: 'production' },
  };
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=Ana Meier', '-c', 'user.email=ana@acme.example', ...args], inside);
  try {
    await git('init', '-q');
    await git('remote', 'add', 'origin', 'https://ana:hunter2@github.com/acme/flags.git');
    await mkdir(join(folder, 'flags'));
    for (const variant of ['off', 'on']) {
      await writeFile(join(folder, 'flags/production.json'), flags(variant));
      await git('add', '.');
      await git('commit', '-qm', `Turn it "${variant}"`);
    }
    await writeFile(join(folder, 'tell-nightjar.sh'), step.replace('{url}', ears.url));
    await run('sh', ['tell-nightjar.sh', 'flags/production.json'], inside);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const [first = '', second] = ears.bodies;
  expect(second).toBe(first);
  expect(first).not.toContain('hunter2');
  expect(readAs(openfeature, 'definitions', JSON.parse(first)).observed).toMatchObject([
    {
      observation: {
        title: 'Turn on flag new-checkout in production',
        actor: { name: 'Ana Meier' },
        summary: 'Turn it "on"',
        key: expect.stringMatching(
          /^github\.com\/acme\/flags\/flags\/production\.json\/production\/[0-9a-f]{40}\//,
        ),
      },
    },
  ]);
}, 30_000);
