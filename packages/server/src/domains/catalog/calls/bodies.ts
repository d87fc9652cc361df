import type { Http } from '@nightjar/kernel/http/http';
import { refused } from '@nightjar/kernel/http/request-refusals';
import type { FastifyRequest } from 'fastify';
import { refuse } from './refusals.ts';

const types = ['application/json', 'application/x-protobuf', 'application/protobuf'];

/**
 * Bodies as bytes, decompressed under the route's limit by the front door; over all requests at most `mostBytes` at once. One
 * body's limit alone bounds nothing where hundreds of exporters send after an outage, all at the same time.
 */
export const holdBodies = (scope: Http, mostBytes: number, onPutOff: () => void): void => {
  let held = 0;
  const read = async (request: FastifyRequest, payload: AsyncIterable<Buffer>): Promise<Buffer> => {
    const { bodyLimit } = request.routeOptions;
    const chunks: Buffer[] = [];
    let length = 0;
    // Given back when the answer is sent, or nobody waits for it any longer.
    const giveBack = (): void => {
      held -= length;
      length = 0;
    };
    request.raw.socket.once('close', giveBack);
    letGo.set(request, () => {
      request.raw.socket.off('close', giveBack);
      giveBack();
    });
    for await (const chunk of payload) {
      length += chunk.length;
      held += chunk.length;
      if (length > bodyLimit)
        throw refused('request.too-large', { detail: `It has more than ${bodyLimit} bytes.` });
      if (held > mostBytes) {
        onPutOff();
        throw refuse('calls.crowded', {
          detail: `${mostBytes} bytes are on their way already.`,
          retryAfterSeconds: 2,
        });
      }
      chunks.push(chunk);
    }
    const [only] = chunks;
    return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
  };
  const letGo = new WeakMap<FastifyRequest, () => void>();
  scope.addHook('onResponse', (request, _, done) => {
    letGo.get(request)?.();
    done();
  });
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(types, read as never);
};
