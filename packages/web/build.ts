import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type BuildOptions = {
  /** Where built pages are kept; made when it is not there. */
  readonly outDir: string;
  /** Hears one line when something is built, nothing when it was built before. */
  readonly log: (line: string) => void;
};

export type Built = {
  /** Holds index.html and assets/, each file with its .br and .gz beside it where those are smaller. */
  readonly folder: string;
  readonly fresh: boolean;
  readonly ms: number;
};

const root = dirname(fileURLToPath(import.meta.url));
const packages = dirname(root);
/** What ends up in the pages. Tests and stories of other packages may change without a new build. */
const sources = [
  join(root, 'index.html'),
  join(root, 'build.ts'),
  join(root, 'bundle.ts'),
  join(root, 'src'),
  join(root, 'public'),
  join(packages, 'sdk/src'),
  join(packages, 'query/src'),
];
const tools = [
  'vite',
  'react',
  'react-dom',
  'elkjs',
  'uplot',
  '@tanstack/react-router',
  '@tanstack/react-query',
];

const filesUnder = async (path: string): Promise<string[]> => {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
};

/** Names a build by what it is made of: the same sources and tools, the same 16 hex digits on every machine. */
const keyOf = async (): Promise<string> => {
  const hash = createHash('sha256');
  const files = (await Promise.all(sources.map(filesUnder))).flat().sort();
  for (const file of files) {
    hash.update(`${relative(packages, file)}\0`);
    hash.update(await readFile(file));
    hash.update('\0');
  }
  const require = createRequire(import.meta.url);
  for (const tool of tools) hash.update(`${tool}@${require(`${tool}/package.json`).version}\0`);
  return hash.digest('hex').slice(0, 16);
};

/** Smallest at rest, once, so that serving costs nothing: brotli 11 and gzip 9. A copy that is no smaller is left out. */
const compress = async (file: string): Promise<void> => {
  const body = await readFile(file);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(body, quality),
    promisify(gzip)(body, { level: 9 }),
  ]);
  if (br.length < body.length) await writeFile(`${file}.br`, br);
  if (gz.length < body.length) await writeFile(`${file}.gz`, gz);
};

/**
 * Vite in a thread: the server goes on answering, gets the 150 MB back when it is done, and whatever NODE_ENV it runs under
 * (Vite makes development pages unless it is production) stays its own affair.
 */
const bundle = (folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./bundle.ts', import.meta.url), {
      workerData: folder,
      env: { NODE_ENV: 'production' },
    });
    thread.once('error', reject);
    thread.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`Building ended with ${code}.`)),
    );
  });

/** Builds of other versions, and what a killed build left behind. Another server's build may be under way: minutes are spared. */
const abandonedMs = 10 * 60_000;

const sweep = async (outDir: string, kept: string): Promise<void> => {
  for (const name of await readdir(outDir)) {
    const path = join(outDir, name);
    const old = /^[0-9a-f]{16}$/.test(name) && path !== kept;
    const abandoned = name.startsWith('unfinished-') && Date.now() - (await stat(path)).mtimeMs > abandonedMs;
    if (old || abandoned) await rm(path, { recursive: true, force: true });
  }
};

/**
 * Builds the pages unless these very sources were built before. The result appears whole or not at all, so that two
 * servers that start at once do each other no harm. Throws when the build fails; an older build is left alone.
 */
export const buildWeb = async ({ outDir: wished, log }: BuildOptions): Promise<Built> => {
  // Vite would take a relative folder from its own root, not from where the server was started.
  const outDir = resolve(wished);
  const began = performance.now();
  const ms = (): number => Math.round(performance.now() - began);
  const folder = join(outDir, await keyOf());
  if (existsSync(join(folder, 'index.html'))) return { folder, fresh: false, ms: ms() };

  log('Building the pages, once for this version…');
  const unfinished = join(outDir, `unfinished-${process.pid}-${Date.now()}`);
  await mkdir(outDir, { recursive: true });
  try {
    await bundle(unfinished);
    for (const file of await filesUnder(unfinished)) await compress(file);
    await rename(unfinished, folder).catch((error: unknown) => {
      // Somebody else was faster; theirs is the same.
      if (!existsSync(join(folder, 'index.html'))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  await sweep(outDir, folder);
  return { folder, fresh: true, ms: ms() };
};
