import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of the next request that comes through the door. */
type Mishap =
  /** It arrives, and its answer gets lost on the way back. */
  | 'answer lost'
  /** It does not arrive: something before Nightjar answers 503. */
  | 'unavailable'
  /** It arrives, and before its answer goes out something happens to Nightjar. */
  | (() => Promise<void>);

export type Door = {
  readonly url: string;
  /** Mishaps of the next requests, one each; after them all goes well. */
  readonly mishaps: Mishap[];
  /** What Nightjar answered to each request that reached it. */
  readonly answers: { readonly status: number; readonly body: unknown }[];
} & AsyncDisposable;

/** A way to Nightjar on which things go wrong when a test says so. */
export const doorTo = async (nightjar: () => string): Promise<Door> => {
  const mishaps: Mishap[] = [];
  const answers: Door['answers'] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request));
    const mishap = mishaps.shift();
    if (mishap === 'unavailable') return response.writeHead(503).end();
    const { authorization = '', 'content-type': type = '' } = request.headers;
    try {
      const answer = await fetch(nightjar() + request.url, {
        method: request.method ?? 'POST',
        headers: { authorization, 'content-type': type },
        body,
      });
      const text = await answer.text();
      answers.push({ status: answer.status, body: JSON.parse(text) });
      if (typeof mishap === 'function') await mishap();
      if (mishap !== undefined) return response.destroy();
      return response.writeHead(answer.status).end(text);
    } catch {
      // Nightjar is away: so is the sender's connection.
      return response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mishaps,
    answers,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
