import { fork } from 'node:child_process';
import type { Database } from '@nightjar/kernel/database/database';
import { finish, type Loaded, prepare } from './load.ts';

/** One a core: the changes of the two are different ones, so neither waits for the other. */
const loaders = 2;

/** Which changes: a program that loads its part of them, told `URL SIZE …more PART PARTS`. */
type Which = {
  readonly loader: URL;
  readonly more: readonly string[];
  /** What else is filled in before the indexes are made. */
  readonly grow?: () => Promise<void>;
};

const theFeeds: Which = { loader: new URL('./loader.ts', import.meta.url), more: [] };

/** Runs one loader to its end; `tell` is called with how many changes it has loaded. */
const runLoader = (
  { loader, more }: Which,
  [url, size, part]: readonly [url: string, size: number, part: number],
  tell: (loaded: number) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = fork(loader, [url, String(size), ...more, String(part), String(loaders)]);
    child.on('message', (said: { loaded: number }) => tell(said.loaded));
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`A loader ended with ${code}.`));
    });
  });

/** Fills the read model from other processes: what loading leaves on the heap is not the memory of a server. */
export const loadApart = async (
  database: Database,
  size: number,
  say: (line: string) => void,
  which = theFeeds,
): Promise<Loaded> => {
  await prepare(database);
  const began = performance.now();
  const parts = Array.from({ length: loaders }, () => 0);
  let said = 0;
  const tell = (part: number) => (loaded: number) => {
    parts[part] = loaded;
    const all = parts.reduce((sum, one) => sum + one, 0);
    if (all - said < Math.min(500_000, size / 2)) return;
    said = all;
    say(`loaded ${all} of ${size}, ${Math.round(all / ((performance.now() - began) / 1000))} a second`);
  };
  await Promise.all(parts.map((_, part) => runLoader(which, [database.url, size, part], tell(part))));
  await which.grow?.();
  const loadSeconds = (performance.now() - began) / 1000;
  return { loadSeconds, indexSeconds: await finish(database) };
};
