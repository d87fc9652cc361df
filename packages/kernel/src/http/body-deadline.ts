import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerOnSocket } from './client-errors.ts';
import type { Http } from './http.ts';

export type BodyTimes = {
  /** For a body that is kept whole before it is read, and for one that nobody reads. */
  readonly wholeMs: number;
  /** Between two chunks of one that is read as it comes. */
  readonly quietMs: number;
};

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const isOver = (raw: IncomingMessage): boolean => raw.complete || raw.destroyed;

/** As Node answers a request that is too slow: on the socket, for whoever waits for the body still waits. */
const giveUp = ({ raw }: FastifyRequest, reply: FastifyReply): void => {
  if (isOver(raw)) return;
  // The request's own destroy ends its socket; one that was injected by a test has none to end.
  if (reply.raw.headersSent) raw.destroy();
  else answerOnSocket({ name: '', message: '', code: 'ERR_HTTP_REQUEST_TIMEOUT' }, raw.socket);
};

/** Counts the quiet only while the sender is waited for: bytes that lie here unread are our delay, not theirs. */
const watchStream = (request: FastifyRequest, reply: FastifyReply, body: Readable, quietMs: number): void => {
  const { raw } = request;
  let read = raw.socket.bytesRead;
  let movedAt = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const isOurs = raw.readableLength > 0 || body.readableLength > 0;
    if (raw.socket.bytesRead !== read || isOurs) [read, movedAt] = [raw.socket.bytesRead, now];
    else if (now - movedAt >= quietMs) giveUp(request, reply);
  }, quietMs / 10).unref();
  raw.once('close', () => clearInterval(timer));
};

/**
 * Node's own limit (`requestTimeout`) is for the whole request, and cut a stream of lines after a minute however well it
 * flowed. Here a body has `wholeMs`, and one that a parser hands on as a stream as long as it keeps moving.
 */
export const limitBodyTime = (http: Http, { wholeMs, quietMs }: BodyTimes): void => {
  const deadlines = new WeakMap<IncomingMessage, NodeJS.Timeout>();
  http.addHook('onRequest', (request, reply, done) => {
    const { raw } = request;
    if (hasBody(raw)) {
      const deadline = setTimeout(() => giveUp(request, reply), wholeMs).unref();
      deadlines.set(raw, deadline);
      raw.once('close', () => clearTimeout(deadline));
    }
    done();
  });
  http.addHook('preValidation', (request, reply, done) => {
    const { raw, body } = request;
    // What was parsed has arrived whole; a stream is judged by its silences from here on.
    clearTimeout(deadlines.get(raw));
    if (body instanceof Readable && !isOver(raw)) {
      watchStream(request, reply, body, quietMs);
    }
    done();
  });
};
