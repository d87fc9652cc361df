import { expect, test } from 'vitest';
import { type Answer, isStale } from './leftover.ts';

const bootedAt = new Date('2026-03-01T00:00:00Z');
const file = { pid: 812, startedAt: new Date('2026-03-02T00:00:00Z'), socketFolder: '/s', ready: true };
const beforeBoot = { ...file, startedAt: new Date('2026-02-28T00:00:00Z') };
const sleep = { pid: 812, command: 'sleep 60' };
const postgres = { pid: 812, command: '/usr/lib/postgresql/17/bin/postgres -D /var/lib/postgresql/17/main' };
const backend = { pid: 812, command: 'postgres: 17/main: checkpointer' };
const neighbour = { pid: 812, command: 'postgres -D /proc/self/cwd -c cluster_name=nightjar-1-2' };
const us: Answer = { is: 'cluster', id: 'us' };
const another: Answer = { is: 'cluster', id: 'another' };
const nobody: Answer = { is: 'nobody' };
const unclear: Answer = { is: 'unclear' };

test.for([
  ['its process is gone', file, undefined, unclear, true],
  // In another container, with the folder on a shared volume: the process cannot be seen, the socket can.
  ['its process cannot be seen but answers as our cluster', file, undefined, us, false],
  ['its number is a program that is no PostgreSQL', file, sleep, unclear, true],
  ['its number is the PostgreSQL of another data folder', file, neighbour, unclear, true],
  ['a PostgreSQL has its number and answers as our cluster', file, postgres, us, false],
  ['a PostgreSQL has its number and answers as another cluster', file, postgres, another, true],
  ['a PostgreSQL has its number and nobody listens where ours would', file, postgres, nobody, true],
  ['a PostgreSQL has its number and does not say whose it is', file, postgres, unclear, false],
  ['a backend has its number and does not say whose it is', file, backend, unclear, false],
  ['the machine was started after it was written', beforeBoot, postgres, unclear, true],
] as const)('a pid file where %s', ([, pidFile, holder, answer, stale]) => {
  expect(isStale(pidFile, holder, bootedAt, answer, 'us')).toBe(stale);
});
