import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

export type Encoding = 'br' | 'gzip' | 'identity';

/** One file of the pages, in every encoding it was built in. */
export type PageFile = {
  readonly type: string;
  /** Of the plain bytes: the entity tag of each encoding is made from it. */
  readonly hash: string;
  readonly bodies: Readonly<Partial<Record<Encoding, Buffer>>> & { readonly identity: Buffer };
};

/** By name: `index.html`, `assets/index-….js`. */
export type Pages = ReadonlyMap<string, PageFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  // Licences of what is shipped beside the pages.
  '.md': 'text/plain; charset=utf-8',
};

/**
 * Reads a built folder into memory, some 600 kB: serving then needs no file system, no path from outside ever reaches one,
 * and a build that is swept away under a running server takes nothing from it.
 */
export const readPages = async (folder: string): Promise<Pages> => {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const has = new Set(names);
  const plain = names.filter((name) => types[extname(name)] !== undefined);
  const files = plain.map(async (name): Promise<[string, PageFile]> => {
    const identity = await readFile(join(folder, name));
    return [
      name,
      {
        type: types[extname(name)] ?? 'application/octet-stream',
        hash: createHash('sha256').update(identity).digest('base64url').slice(0, 22),
        bodies: {
          identity,
          ...(has.has(`${name}.br`) ? { br: await readFile(join(folder, `${name}.br`)) } : {}),
          ...(has.has(`${name}.gz`) ? { gzip: await readFile(join(folder, `${name}.gz`)) } : {}),
        },
      },
    ];
  });
  const pages = new Map(await Promise.all(files));
  if (!pages.has('index.html')) throw new Error(`There is no index.html in ${folder}.`);
  return pages;
};
