import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { refusals } from '../refusal.ts';

const refuse = refusals({
  'database.too-old': {
    kind: 'unsupported',
    says: 'The database is a PostgreSQL older than 16.',
    next: 'Point DATABASE_URL at a PostgreSQL 16 or newer, or unset it to use the one Nightjar brings along.',
  },
  'database.encoding': {
    kind: 'unsupported',
    says: 'The database does not hold its text as UTF-8.',
    next: "Create the database with encoding 'UTF8' and template template0.",
  },
  'database.unreachable': {
    kind: 'unavailable',
    says: 'The database does not let Nightjar in.',
    next: 'Check DATABASE_URL, and that the server it names runs and accepts that user.',
  },
});

type About = { readonly version: string; readonly number: number; readonly encoding: string };

const about = async (url: string): Promise<About> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<About>(`select current_setting('server_version') as version,
      current_setting('server_version_num')::int as number, current_setting('server_encoding') as encoding`);
    return rows[0] as About;
  } finally {
    await client.end().catch(() => {});
  }
};

/** Not there yet, as when both are started together: 57P03 is a server that is starting up. */
const mayCome = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT', '57P03'].includes(
    (error as { code?: string }).code ?? '',
  );

const reach = async (url: string, patienceMs: number, say: (line: string) => void): Promise<About> => {
  const deadline = performance.now() + patienceMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await about(url);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!mayCome(error) || performance.now() > deadline)
        throw refuse('database.unreachable', { detail: `The database does not let Nightjar in: ${why}` });
      if (attempt === 0) say(`Waiting for the database (${why})`);
      await sleep(500);
    }
  }
};

/** Waits for the database and refuses one that Nightjar cannot use. Answers its version. */
export const acceptDatabase = async (
  url: string,
  { patienceMs = 30_000, say = (_: string): void => {} } = {},
): Promise<string> => {
  const { version, number, encoding } = await reach(url, patienceMs, say);
  if (number < 160000) throw refuse('database.too-old', { detail: `The database is PostgreSQL ${version}.` });
  if (encoding !== 'UTF8')
    throw refuse('database.encoding', { detail: `The database's encoding is ${encoding}.` });
  return version;
};
