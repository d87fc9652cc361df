import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Debian's: `apt-get install prometheus prometheus-alertmanager`. */
const programs = {
  prometheus: '/usr/bin/prometheus',
  alertmanager: '/usr/bin/prometheus-alertmanager',
} as const;

/** Why there can be no test with Prometheus here; null where there can. */
export const noPrometheus: string | null = Object.values(programs).every((path) => existsSync(path))
  ? null
  : `There is no ${Object.values(programs).join(' or no ')}: apt-get install prometheus prometheus-alertmanager.`;

const portOf = (server: { address: () => AddressInfo | string | null }): number =>
  (server.address() as AddressInfo).port;

/** A port that is free at the moment: these programs cannot be asked which one they took. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
};

/** A service with one figure, `pricing_errors`, which the test sets. */
export const measuredService = async () => {
  let errors = 0;
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(`# TYPE pricing_errors gauge\npricing_errors ${errors}\n`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    target: `127.0.0.1:${portOf(server)}`,
    set: (value: number): void => {
      errors = value;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([exit, sleep(5000)]);
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
};

/** A program that answers at `/-/ready` once it can be used; ended by its process when disposed. What it complains of is told. */
export const running = async (
  name: keyof typeof programs,
  port: number,
  args: readonly string[],
): Promise<{ readonly url: string } & AsyncDisposable> => {
  const url = `http://127.0.0.1:${port}`;
  const listen = `--web.listen-address=127.0.0.1:${port}`;
  const child = spawn(programs[name], [...args, listen, '--log.level=warn'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-4000);
  });
  for (let tries = 0; tries < 150; tries++) {
    if (child.exitCode !== null) break;
    const ready = await fetch(`${url}/-/ready`).catch(() => null);
    if (ready?.ok) return { url, [Symbol.asyncDispose]: () => ended(child) };
    await sleep(100);
  }
  await ended(child);
  throw new Error(`${name} did not become ready: ${said}`);
};
