import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Proxy = {
  /** The database behind the proxy. */
  readonly url: string;
  /** From now on no byte and no FIN passes in either direction, as when a cable is cut. */
  readonly cut: () => void;
  /** From now on what the database answers gets lost; what it is asked arrives. */
  readonly mute: () => void;
  /** Ends what is connected; whoever connects next is passed on again, to the other database if one is named. */
  readonly hangUp: (other?: string) => void;
} & AsyncDisposable;

const reach = (url: string): Socket => {
  const { hostname, port, searchParams } = new URL(url);
  const folder = searchParams.get('host');
  return folder === null
    ? connect(Number(port || 5432), hostname)
    : connect(`${folder}/.s.PGSQL.${port || 5432}`);
};

/** A wire between the product and its database that a test can cut. */
export const proxyTo = async (url: string): Promise<Proxy> => {
  let target = url;
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = reach(target);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('error', () => {});
      from.on('data', (bytes) => void to.write(bytes));
      from.on('end', () => void to.end());
      from.on('close', () => void to.destroy());
    }
    near.once('close', () => pairs.delete(pair));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.searchParams.delete('host');
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hangUp = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    url: through.href,
    cut: () => {
      for (const pair of pairs) {
        for (const socket of pair) {
          socket.removeAllListeners('data').removeAllListeners('end').removeAllListeners('close');
          socket.pause();
        }
      }
    },
    mute: () => {
      for (const [, far] of pairs) far.removeAllListeners('data').resume();
    },
    hangUp: (other) => {
      target = other ?? target;
      hangUp();
    },
    [Symbol.asyncDispose]: async () => {
      hangUp();
      server.close();
      await once(server, 'close');
    },
  };
};
