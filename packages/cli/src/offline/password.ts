import { readFile } from 'node:fs/promises';

/** The embedded database's password, where this user may read it. */
export const passwordIn = (file: string): Promise<string | null> =>
  readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
