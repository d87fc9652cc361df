import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** What becomes of what comes to the gate. */
type Manners =
  | 'open'
  /** Nobody answers. */
  | 'shut'
  /** Data is answered by the page of another: the sign-in of a network. */
  | 'lying'
  /** A proxy that has lost what stands behind it. */
  | 'bad gateway'
  /** Data comes, but not for a long while. */
  | 'slow';

export type Gate = {
  readonly url: string;
  manners: Manners;
  /** What the script of the worker becomes on its way. */
  worker: (script: string) => string;
} & AsyncDisposable;

/** A way to Nightjar for browsers, always at the same address, on which things go wrong when a test says so. */
export const gateTo = async (nightjar: () => string): Promise<Gate> => {
  const sockets = new Set<Socket>();
  const server: Server = createServer((asked, answer) => {
    const path = asked.url ?? '/';
    const data = path.startsWith('/api/') || path.startsWith('/graphql');
    if (gate.manners === 'shut') return asked.socket.destroy();
    if (gate.manners === 'bad gateway')
      return answer.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
    if (gate.manners === 'lying' && data)
      return answer.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in to the network</h1>');
    const { hostname, port } = new URL(nightjar());
    const pass = (): void => {
      const on = request({ hostname, port, path, method: asked.method, headers: asked.headers }, (said) => {
        const { 'content-length': _, ...others } = said.headers;
        answer.writeHead(said.statusCode ?? 500, path === '/sw.js' ? others : said.headers);
        if (path === '/sw.js') void text(said).then((script) => answer.end(gate.worker(script)));
        else said.pipe(answer);
      });
      on.on('error', () => asked.socket.destroy());
      answer.on('close', () => on.destroy());
      asked.pipe(on);
    };
    if (path === '/sw.js') delete asked.headers['accept-encoding'];
    if (path === '/sw.js') delete asked.headers['if-none-match'];
    if (gate.manners === 'slow' && data) return void setTimeout(pass, 20_000).unref();
    return pass();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  let manners: Manners = 'open';
  const gate: Gate = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    worker: (script) => script,
    get manners() {
      return manners;
    },
    set manners(to) {
      manners = to;
      // Streams that stand open end: otherwise nobody would notice.
      if (to !== 'open') for (const socket of sockets) socket.destroy();
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return gate;
};
