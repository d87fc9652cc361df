import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);

test('docs/reference/refusals.md lists every refusal that the server can give', async () => {
  // In a process of its own: tests declare refusals too, and share their modules.
  const program = `import { refusalsReference } from '${new URL('refusals.ts', import.meta.url)}';
    process.stdout.write(refusalsReference());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
  });
  // Stale? `npm run docs` writes it.
  expect(await readFile(new URL('docs/reference/refusals.md', root), 'utf8')).toBe(stdout);
});
