#!/usr/bin/env node
// Runs anywhere: where the machine's own Node is too old to run TypeScript as it is, with the one from the `node` package.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = new URL('../src/main.ts', import.meta.url);

const nodeOfThePackage = () => {
  try {
    const require = createRequire(import.meta.url);
    return join(dirname(require.resolve('node/package.json')), 'bin', 'node');
  } catch {
    return null;
  }
};

const runWith = (node) => {
  let child = null;
  // At a terminal the child has had these already; a signal sent to this process alone is passed on.
  for (const signal of ['SIGINT', 'SIGQUIT'])
    process.on(signal, () => process.stdin.isTTY || process.stdout.isTTY || child?.kill(signal));
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child?.kill(signal));
  // The listeners come first: a signal may arrive before spawn returns to us.
  child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  child.on('error', (error) => {
    console.error(`nightjar: cannot run ${node}: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
};

if (Number(process.versions.node.split('.')[0]) >= 24) await import(main.href);
else {
  const node = nodeOfThePackage();
  if (node === null) {
    console.error(
      `nightjar: needs Node 24 or later, this is ${process.version}. Run npm ci in its folder first.`,
    );
    process.exit(1);
  }
  runWith(node);
}
