import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig } from 'vite';

/** Runs in a thread of its own, see build.ts: bundles the pages into `workerData`, a folder. */
const root = dirname(fileURLToPath(import.meta.url));
const folder: string = workerData;
const always: InlineConfig = { root, configFile: false, envFile: false, logLevel: 'error' };
const how = {
  outDir: folder,
  // Tokens are light-dark(): browsers since spring 2024. Older ones would need every colour twice.
  target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
  modulePreload: { polyfill: false },
  reportCompressedSize: false,
} as const;

await build({
  ...always,
  plugins: [react()],
  build: {
    ...how,
    target: [...how.target],
    emptyOutDir: true,
    // `default-src 'self'` allows no data: URL.
    assetsInlineLimit: 0,
  },
});

/** Half the weight of all pages together, and needed only where a graph is drawn: it is kept once it was. */
const fetchedLater = /^assets\/(?:elk-worker|LICENSE)/;

/** What the worker fetches beforehand; its version is the build's, so that a browser sees by one byte that there is another. */
const shell = async () => {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter(
    (name) => /\.(?:js|css|svg|webmanifest)$/.test(name) && !fetchedLater.test(name),
  );
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const hash = createHash('sha256').update(page);
  for (const name of files.sort()) hash.update(`\0${name}\0`).update(await readFile(join(folder, name)));
  return { version: hash.digest('hex').slice(0, 12), files: files.map((name) => `/${name}`), page };
};

await build({
  ...always,
  define: { __SHELL__: JSON.stringify(await shell()) },
  publicDir: false,
  build: {
    ...how,
    target: [...how.target],
    emptyOutDir: false,
    rollupOptions: {
      input: join(root, 'src/worker/main.ts'),
      output: { entryFileNames: 'sw.js', format: 'iife' },
    },
  },
});
