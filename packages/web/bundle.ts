import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** Runs in a thread of its own, see build.ts: bundles the pages into `workerData`, a folder. */
await build({
  root: dirname(fileURLToPath(import.meta.url)),
  configFile: false,
  envFile: false,
  logLevel: 'error',
  plugins: [react()],
  build: {
    outDir: workerData,
    emptyOutDir: true,
    // Tokens are light-dark(): browsers since spring 2024. Older ones would need every colour twice.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // `default-src 'self'` allows no data: URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
