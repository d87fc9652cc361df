import type { FastifyRequest } from 'fastify';
import { refuse } from './refusals.ts';

/**
 * Does something for a request within a time, with a signal that is aborted when the time is over or the client has gone away.
 * Refuses with `graphql.too-slow`.
 */
export const waiting = async <Result>(
  request: FastifyRequest,
  patienceMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const controller = new AbortController();
  const { socket } = request.raw;
  const late = setTimeout(
    () =>
      controller.abort(
        refuse('graphql.too-slow', {
          detail: `It was not answered within ${patienceMs / 1000} s.`,
          retryAfterSeconds: 5,
        }),
      ),
    patienceMs,
  );
  const gone = (): void =>
    controller.abort(refuse('graphql.too-slow', { detail: 'Nobody waits for the answer any longer.' }));
  socket.once('close', gone);
  const over = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  const working = work(controller.signal);
  // What fails after it was given up is nobody's any more.
  working.catch(() => {});
  try {
    return await Promise.race([working, over]);
  } finally {
    clearTimeout(late);
    socket.off('close', gone);
  }
};
