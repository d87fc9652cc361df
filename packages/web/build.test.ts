import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, buildWeb } from './build.ts';

/** Compressed, everything the feed needs to start: React is half of it, router and query a quarter. */
const mostBytes = 170_000;

let outDir: string;
let built: Built;
const lines: string[] = [];

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'nightjar-web-'));
  built = await buildWeb({ outDir, log: (line) => lines.push(line) });
});
afterAll(() => rm(outDir, { recursive: true, force: true }));

const named = async (end: string): Promise<string[]> =>
  (await readdir(join(built.folder, 'assets'))).filter((name) => name.endsWith(end));

test('the pages are built once, with one line of progress', async () => {
  expect([built.fresh, lines.length]).toEqual([true, 1]);
  const again = await buildWeb({ outDir, log: (line) => lines.push(line) });
  expect(again).toMatchObject({ folder: built.folder, fresh: false });
  expect(lines.length).toBe(1);
});

test('nothing but the finished build is left in the folder', async () => {
  expect(await readdir(outDir)).toEqual([built.folder.slice(outDir.length + 1)]);
});

/** Names of scripts that a script needs before it runs, itself included; what it may load later is not among them. */
const startedWith = async (name: string, known = new Set<string>()): Promise<Set<string>> => {
  known.add(name);
  const text = await readFile(join(built.folder, 'assets', name), 'utf8');
  for (const [, next = ''] of text.matchAll(/(?:^|[;}\n])(?:import|export)[^;()]*?"\.\/([\w.-]+\.js)"/g))
    if (!known.has(next)) await startedWith(next, known);
  return known;
};
const gzipped = async (names: Iterable<string>): Promise<number> => {
  const sizes = [...names].map(async (name) => (await stat(join(built.folder, 'assets', `${name}.gz`))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
};
const entry = async (): Promise<string> => {
  const html = await readFile(join(built.folder, 'index.html'), 'utf8');
  return /src="\/assets\/([\w.-]+\.js)"/.exec(html)?.[1] ?? '';
};

test('the script of the feed fits its budget, compressed', async () => {
  const first = await startedWith(await entry());
  const bytes = await gzipped(first);
  console.info(`The script of the feed: ${(bytes / 1024).toFixed(1)} KiB as gzip.`);
  for (const screen of ['CatalogScreen', 'EntityScreen', 'GraphScreen']) {
    const [name = ''] = (await named('.js')).filter((it) => it.startsWith(screen));
    const more = [...(await startedWith(name))].filter((it) => !first.has(it));
    console.info(`${screen} adds ${((await gzipped(more)) / 1024).toFixed(1)} KiB.`);
    expect(first.has(name)).toBe(false);
  }
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(mostBytes);
});

test('elkjs is a file of its own, byte for byte as it was published, its licence beside it', async () => {
  const published = (path: string) => readFile(createRequire(import.meta.url).resolve(`elkjs/${path}`));
  const [worker = ''] = (await named('.js')).filter((it) => it.startsWith('elk-worker'));
  const [licence = ''] = await named('.md');
  const ours = (name: string) => readFile(join(built.folder, 'assets', name));
  expect((await ours(worker)).equals(await published('lib/elk-worker.min.js'))).toBe(true);
  expect((await ours(licence)).equals(await published('LICENSE.md'))).toBe(true);
});

test('compressed copies hold what the plain ones hold, and names carry a hash', async () => {
  for (const name of await named('.gz')) {
    const file = join(built.folder, 'assets', name);
    expect(gunzipSync(await readFile(file))).toEqual(await readFile(file.slice(0, -3)));
    expect(name).toMatch(/-[\w-]{8}\.(?:js|css|svg|md)\.gz$/);
  }
});

test('the page is for production and needs nothing that a strict policy forbids', async () => {
  const html = await readFile(join(built.folder, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|https?:/i);
  expect(await readFile(join(built.folder, 'assets', await entry()), 'utf8')).not.toContain('jsxDEV');
});
