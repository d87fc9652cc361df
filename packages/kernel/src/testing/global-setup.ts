import pg from 'pg';
import { migrate } from '../database/migrate.ts';

const template = `nightjar_template_${process.pid}`;

/** One migrated template for the whole run; each test file clones it, which takes some 70 ms. */
export const setup = async (project: {
  provide: (key: never, value: never) => void;
}): Promise<() => Promise<void>> => {
  const server = process.env['NIGHTJAR_TEST_DATABASE'];
  if (server === undefined)
    throw new Error('Set NIGHTJAR_TEST_DATABASE to a PostgreSQL whose role may create databases.');
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${template}`);
  const url = new URL(server);
  url.pathname = `/${template}`;
  await migrate(url.href);
  project.provide('server' as never, server as never);
  project.provide('template' as never, template as never);
  return async () => {
    await client.query(`drop database ${template} with (force)`);
    await client.end();
  };
};
