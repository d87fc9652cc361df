import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Change } from '../wire.ts';

export type Heard = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

export type StandIn = AsyncDisposable & {
  readonly url: string;
  readonly heard: Heard[];
  readonly close: () => Promise<void>;
};

export type Answer = (heard: Heard, response: ServerResponse) => void | Promise<void>;

const closing = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** A server on loopback that answers as the test says, for what the real one never does on command: lie, hang, hang up. */
export const standIn = async (answer: Answer): Promise<StandIn> => {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand.in');
    let body = '';
    try {
      for await (const chunk of request) body += chunk;
    } catch {
      return;
    }
    const one = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
    };
    heard.push(one);
    await answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> => closing(server);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, heard, close, [Symbol.asyncDispose]: close };
};

export const json = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
};

export const aChange = (over: Partial<Change> = {}): Change => ({
  id: 'chg_0123456789abcdef0123',
  source: 'api',
  key: 'pricing/prod/v812',
  kind: 'deploy',
  status: 'finished',
  at: '2026-03-01T02:46:10.000Z',
  startedAt: '2026-03-01T02:43:56.000Z',
  finishedAt: '2026-03-01T02:46:10.000Z',
  revertedAt: null,
  durationMs: 134_000,
  title: 'Deploy pricing v812',
  services: ['pricing'],
  environment: 'prod',
  actor: { name: 'joey', kind: 'human', onBehalfOf: null },
  version: 'v812',
  previousVersion: 'v811',
  links: [],
  revert: null,
  summary: 'Round discounts half to even',
  tags: {},
  priority: 'normal',
  bundle: null,
  bundled: null,
  ...over,
});
