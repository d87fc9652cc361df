import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { testFolder } from '@nightjar/kernel/embedded/testing/folder';
import { expect, test } from 'vitest';

const program = `
  const { start } = await import(${JSON.stringify(import.meta.resolve('./start.ts'))});
  process.exitCode = await start();`;

const run = (env: Record<string, string>) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { NIGHTJAR_PORT: '0', NIGHTJAR_LOG_LEVEL: 'warn', ...env },
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => said.push(line));
  return { child, said, exit: once(child, 'exit').then(([code]) => code as number) };
};

const ready = (said: readonly string[]) =>
  expect.poll(() => said.join('\n'), { timeout: 60_000 }).toContain('Nightjar is at');

test('SIGTERM stops the server and the PostgreSQL it brought along, and the next start finds nothing amiss', async () => {
  await using folder = await testFolder();
  const env = { NIGHTJAR_DATA: folder.path };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { child, said, exit } = run(env);
    await ready(said);
    child.kill(signal);
    expect(await exit).toBe(0);
    expect(said.at(-1)).toBe('Nightjar has stopped');
    // Nothing about leftovers: neither run found any.
    expect(said.join('\n')).not.toMatch(/earlier start/);
  }
}, 180_000);

test('a second start ends with a reason, what to do and an exit code, and the first runs on', async () => {
  await using folder = await testFolder();
  const env = { NIGHTJAR_DATA: folder.path };
  const first = run(env);
  await ready(first.said);
  const second = run(env);
  expect(await second.exit).toBe(1);
  expect(second.said.join('\n')).toMatch(
    /Nightjar already runs on .*: process \d+, http:\/\/127\.0\.0\.1:\d+\./,
  );
  expect(second.said.join('\n')).toMatch(/name another folder in NIGHTJAR_DATA/);
  first.child.kill('SIGTERM');
  expect(await first.exit).toBe(0);
}, 180_000);

test('a misspelt setting ends the start with the name that was meant', async () => {
  const { said, exit } = run({ NIGHTJAR_PROT: '1' });
  expect(await exit).toBe(1);
  expect(said[0]).toBe('NIGHTJAR_PROT is not a setting; the nearest is NIGHTJAR_PORT.');
});
