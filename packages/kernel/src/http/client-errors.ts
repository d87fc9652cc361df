import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { answerTo } from './problem.ts';
import { refused } from './request-refusals.ts';

/** The answer to bytes that never became a request: bad syntax, a head too large, a head too slow. */
export const answerOnSocket = (error: NodeJS.ErrnoException, socket: Socket): void => {
  // Reset by the peer, or answered already: nobody is there to read.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.destroyed) {
    socket.destroy();
    return;
  }
  const known = answerTo(error, '');
  const { problem } = known.bug ? answerTo(refused('request.malformed'), '') : known;
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
    () => socket.destroySoon(),
  );
};
