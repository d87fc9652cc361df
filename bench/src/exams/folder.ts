import { existsSync } from 'node:fs';
import { join } from 'node:path';

type Folder =
  | { readonly is: 'found'; readonly path: string }
  | { readonly is: 'absent'; readonly looked: string };

/** The folder with an exam's data: the one given, else the one of that name in NIGHTJAR_TEST_DATA; it must hold `needs`. */
export const dataFolder = (given: string | undefined, name: string, needs: readonly string[]): Folder => {
  const root = process.env['NIGHTJAR_TEST_DATA'];
  const path = given ?? (root === undefined ? undefined : join(root, name));
  if (path === undefined)
    return { is: 'absent', looked: `neither --dir nor NIGHTJAR_TEST_DATA (its folder ${name}) is given` };
  const missing = needs.find((one) => !existsSync(join(path, one)));
  return missing === undefined
    ? { is: 'found', path }
    : { is: 'absent', looked: `${join(path, missing)} is not there` };
};
