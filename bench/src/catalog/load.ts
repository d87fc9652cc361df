import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { Pool } from 'undici';
import type { ServerUnderTest } from '../server/start.ts';
import { files } from './descriptors.ts';
import type { Planned } from './generated.ts';

/** As many files on their way at once. */
const senders = 4;

/** Asks a server under test; an answer other than 200 is an error. */
export const open = ({ address, token }: Pick<ServerUnderTest, 'address' | 'token'>) => {
  const pool = new Pool(address, { connections: senders, bodyTimeout: 300_000, headersTimeout: 300_000 });
  const ask = async <Answer>(
    method: 'GET' | 'POST',
    path: string,
    body: string | null = null,
  ): Promise<Answer> => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body === null ? {} : { 'content-type': 'application/yaml' }),
    };
    const answer = await pool.request({ path, method, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} to ${path}: ${text.slice(0, 500)}`);
    return JSON.parse(text) as Answer;
  };
  return { ask, close: () => pool.close() };
};
type Client = ReturnType<typeof open>;

type Taken = {
  readonly results: readonly { readonly status: string; readonly entities: readonly string[] }[];
};

/** Sends the company's files; answers entities a second, and what became of their documents. */
export const importAll = async (
  { ask }: Client,
  company: Iterable<Planned>,
  {
    edition,
    at,
    only = () => true,
    written = (text) => text,
  }: {
    edition: (file: number) => number;
    at?: string;
    only?: (n: number) => boolean;
    written?: (text: string) => string;
  },
) => {
  const source = files(company, edition);
  const statuses: Record<string, number> = {};
  let entities = 0;
  let nth = 0;
  const began = performance.now();
  const sender = async (): Promise<void> => {
    for (let next = source.next(); next.done !== true; next = source.next()) {
      nth += 1;
      if (!only(nth)) continue;
      const { path, text, entities: here } = next.value;
      const query = new URLSearchParams({
        origin: 'github.com/acme/all',
        path,
        ...(at === undefined ? {} : { at }),
      });
      const { results } = await ask<Taken>('POST', `/api/v1/catalog/descriptors?${query}`, written(text));
      for (const { status } of results) statuses[status] = (statuses[status] ?? 0) + 1;
      entities += here;
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  return { perSecond: entities / ((performance.now() - began) / 1000), statuses, entities };
};

/** The model's schema, once it has taken in the whole log; what autovacuum does within a minute is done at once. */
export const settled = async (database: pg.Client): Promise<{ relations: number; entities: number }> => {
  for (;;) {
    const { rows } = await database.query(
      `select format('%s_v%s_b%s', replace(name, '.', '_'), version, build) as schema,
         pos >= (select coalesce(max(pos), 0) from nightjar.event) as there
       from nightjar.projection where name = 'catalog.entities' and status = 'live'`,
    );
    const schema: unknown = rows[0]?.schema;
    if (rows[0]?.there !== true || typeof schema !== 'string') {
      await sleep(100);
      continue;
    }
    for (const table of ['claim', 'entity', 'relation', 'name', 'word'])
      await database.query(`vacuum (analyze) "${schema}"."${table}"`);
    const count = async (table: string): Promise<number> =>
      Number(
        (
          await database.query(
            `select count(*)::int as n from "${schema}"."${table}" where until = 'infinity'`,
          )
        ).rows[0]?.n,
      );
    return { entities: await count('entity'), relations: await count('relation') };
  }
};
