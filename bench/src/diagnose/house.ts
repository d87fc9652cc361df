import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '../fresh-database.ts';
import { load } from '../graph/load.ts';
import { startServer } from '../server/start.ts';

const longestMs = 600_000;

/** A server in a process of its own over a company of so many services with 8 edges each, when it has read all of them. */
export const companyServer = async (url: string, services: number, env: Record<string, string> = {}) => {
  await using opening = new AsyncDisposableStack();
  const own = opening.use(await freshDatabase(url));
  const facts = await load(own.url, services);
  const server = opening.use(await startServer(own.url, { env }));
  const get = async (path: string) => {
    const answer = await fetch(`${server.address}${path}`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    return { status: answer.status, body: await answer.json() };
  };
  // The catalog's model is built while the server already answers; the graph is read into memory with the first question.
  const began = performance.now();
  for (;;) {
    const { status, body } = await get(`/api/v1/catalog/graph?of=hub&depth=0&min_pos=${facts}`);
    if (status === 200 && body.stale === false) break;
    if (performance.now() - began > longestMs) throw new Error(`The server is not ready: ${status}.`);
    await sleep(200);
  }
  const opened = opening.move();
  return { url: own.url, server, get, [Symbol.asyncDispose]: () => opened.disposeAsync() };
};

export type CompanyServer = Awaited<ReturnType<typeof companyServer>>;
