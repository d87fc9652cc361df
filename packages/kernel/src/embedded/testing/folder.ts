import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Folder = { readonly path: string } & AsyncDisposable;

/** An empty folder of the test's own, which everybody may enter unless `mode` says otherwise; `await using` removes it. */
export const testFolder = async ({ mode = 0o755 } = {}): Promise<Folder> => {
  const path = await mkdtemp(join(tmpdir(), 'nightjar-test-'));
  await chmod(path, mode);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
};
