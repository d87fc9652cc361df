import type { Readable } from 'node:stream';
import type { Http } from '@nightjar/kernel/http/http';
import { refused } from '@nightjar/kernel/http/request-refusals';
import type { Refusal, RefusalDetail } from '@nightjar/kernel/refusal';
import type { FastifyRequest } from 'fastify';

type Holding = {
  /** The media types that the routes of the scope take. */
  readonly types: readonly (string | RegExp)[];
  readonly mostBytes: number;
  /** What a route is given of a body; its bytes where not said. What is made of them counts as long as they do: until the answer is sent. */
  readonly as?: (body: Buffer) => unknown;
  /** What is told where more bytes are on their way than may be. */
  readonly crowded: (where: RefusalDetail) => Refusal;
};

const asBytes = (body: Buffer): Buffer => body;

/**
 * Bodies, decompressed under the route's limit by the front door; over all requests at most `mostBytes` at once. One
 * body's limit alone bounds nothing where hundreds of exporters send after an outage, all at the same time.
 */
export const holdBodies = (scope: Http, { types, mostBytes, as = asBytes, crowded }: Holding): void => {
  let held = 0;
  const givenBack = new WeakMap<FastifyRequest, () => void>();

  const check = (length: number, added: number, limit: number): void => {
    if (length > limit) throw refused('request.too-large', { detail: `It has more than ${limit} bytes.` });
    if (held + added <= mostBytes) return;
    throw crowded({
      detail: `${held} bytes are on their way, and ${mostBytes} may be.`,
      retryAfterSeconds: 2,
    });
  };

  const read = async (request: FastifyRequest, payload: Readable): Promise<unknown> => {
    const { bodyLimit } = request.routeOptions;
    const { socket } = request.raw;
    let length = 0;
    // When the answer is sent, or when nobody waits for it any longer.
    const giveBack = (): void => {
      socket.off('close', giveBack);
      held -= length;
      length = 0;
    };
    socket.once('close', giveBack);
    givenBack.set(request, giveBack);
    const announced = Number(request.headers['content-length'] ?? 0);
    check(announced, announced, bodyLimit);
    const chunks: Buffer[] = [];
    // Destroying a request that is refused in its middle would end the connection before the answer is on it.
    for await (const chunk of payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      check(length + chunk.length, chunk.length, bodyLimit);
      length += chunk.length;
      held += chunk.length;
      chunks.push(chunk);
    }
    const [only] = chunks;
    return as(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
  };

  scope.addHook('onResponse', (request, _, done) => {
    givenBack.get(request)?.();
    done();
  });
  scope.removeAllContentTypeParsers();
  for (const type of types) scope.addContentTypeParser(type, read as never);
};
