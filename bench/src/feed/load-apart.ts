import { fork } from 'node:child_process';
import type { Loaded } from './load.ts';

type Said = { line: string } | { loaded: Loaded };

/** Fills the read model from another process. */
export const loadApart = (url: string, size: number, say: (line: string) => void): Promise<Loaded> =>
  new Promise((resolve, reject) => {
    const child = fork(new URL('./loader.ts', import.meta.url), [url, String(size)]);
    let loaded: Loaded | undefined;
    child.on('message', (said: Said) => {
      if ('line' in said) say(said.line);
      else loaded = said.loaded;
    });
    child.once('exit', (code) => {
      if (loaded !== undefined) resolve(loaded);
      else reject(new Error(`The loader ended with ${code}.`));
    });
  });
