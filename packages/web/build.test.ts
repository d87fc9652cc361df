import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, buildWeb } from './build.ts';

/** Compressed, everything the feed needs to start. */
const mostBytes = 100 * 1024;

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

test('the script of the feed fits its budget, compressed', async () => {
  const sizes = await Promise.all(
    (await named('.js.gz')).map(async (name) => (await readFile(join(built.folder, 'assets', name))).length),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.info(`The script of the feed: ${(bytes / 1024).toFixed(1)} KiB as gzip.`);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(mostBytes);
});

test('compressed copies hold what the plain ones hold, and names carry a hash', async () => {
  for (const name of await named('.gz')) {
    const file = join(built.folder, 'assets', name);
    expect(gunzipSync(await readFile(file))).toEqual(await readFile(file.slice(0, -3)));
    expect(name).toMatch(/-[\w-]{8}\.(?:js|css|svg)\.gz$/);
  }
});

test('the page is for production and needs nothing that a strict policy forbids', async () => {
  const html = await readFile(join(built.folder, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|https?:/i);
  const [script = ''] = await named('.js');
  expect(await readFile(join(built.folder, 'assets', script), 'utf8')).not.toContain('jsxDEV');
});
