import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Real input that is not part of the project (its licences and sources lie beside it). `NIGHTJAR_TEST_DATA` names the folder;
 * tests that need it skip, with this reason, where it is absent.
 */
export const testData = (name: string) => {
  const root = process.env['NIGHTJAR_TEST_DATA'];
  const folder = root === undefined ? undefined : join(root, name);
  return folder !== undefined && existsSync(folder)
    ? {
        absent: null,
        /** The files of a folder, with their text; or the one file. */
        texts: (inner: string): { path: string; text: string }[] =>
          (statSync(join(folder, inner)).isDirectory()
            ? readdirSync(join(folder, inner), { withFileTypes: true })
                .filter((entry) => entry.isFile())
                .map((entry) => join(inner, entry.name))
                .sort()
            : [inner]
          ).map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') })),
        json: (inner: string): { name: string; value: unknown }[] =>
          readdirSync(join(folder, inner))
            .filter((file) => file.endsWith('.json'))
            .map((file) => ({
              name: file.slice(0, -'.json'.length),
              value: JSON.parse(readFileSync(join(folder, inner, file), 'utf8')),
            })),
      }
    : { absent: `NIGHTJAR_TEST_DATA names no folder with ${name} in it`, json: () => [], texts: () => [] };
};
