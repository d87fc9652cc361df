import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { environment } from '../config/environment.ts';
import { migrate } from '../database/migrate.ts';
import { startEmbedded } from '../embedded/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL whose role may create databases. */
    server: string;
    /** The name of a migrated database to clone. */
    template: string;
  }
}

type Server = { readonly url: string; readonly stop: () => Promise<void> };

/** The server named by NIGHTJAR_TEST_DATABASE, else one of our own for this run. */
const server = async (): Promise<Server> => {
  const given = environment['NIGHTJAR_TEST_DATABASE'];
  if (given !== undefined) return { url: given, stop: async () => {} };
  const data = await mkdtemp(join(tmpdir(), 'nightjar-test-'));
  // No test pulls the plug, so none waits for the disk; tests that kill PostgreSQL start one of their own.
  const { url, stop } = await startEmbedded({ data, settings: { fsync: 'off', max_connections: '300' } });
  return {
    url,
    stop: async () => {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};

/**
 * One migrated template for the whole run; each test file clones it, which takes some 70 ms.
 * @public called by vitest
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { url, stop } = await server();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const template = `nightjar_template_${process.pid}`;
  await client.query(`create database ${template}`);
  const at = new URL(url);
  at.pathname = `/${template}`;
  await migrate(at.href);
  project.provide('server', url);
  project.provide('template', template);
  return async () => {
    await client.query(`drop database ${template} with (force)`);
    await client.end();
    await stop();
  };
};
