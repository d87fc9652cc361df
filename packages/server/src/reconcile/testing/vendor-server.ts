import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What a test has the server do instead of answering; undefined: answer. */
export type Mischief = (
  request: IncomingMessage,
  url: URL,
) => ((response: ServerResponse) => void) | undefined;

export const instead =
  (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Mischief =>
  () =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);

/** A vendor's API on this machine: `route` answers as the vendor documents it, to those who have the right. */
export const vendorServer = async (
  mayAsk: (request: IncomingMessage) => boolean,
  route: (url: URL, request: IncomingMessage) => Answer,
) => {
  const asked: string[] = [];
  let mischief: Mischief = () => undefined;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://vendor');
    asked.push(url.pathname + url.search);
    const trick = mischief(request, url);
    if (trick !== undefined) return trick(response);
    const { status = 200, body, headers } = mayAsk(request) ? route(url, request) : { status: 401, body: {} };
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(status === 304 ? undefined : JSON.stringify(body));
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    asked,
    mischief: (trick: Mischief) => {
      mischief = trick;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
export type VendorServer = Awaited<ReturnType<typeof vendorServer>>;
