import { createHash } from 'node:crypto';
import type { Caller } from '../caller.ts';
import type { Http } from './http.ts';

/** Whom an answer belongs to, for a browser that keeps it: tells callers apart and says nothing else of them. */
const keeperOf = ({ org, subject }: Caller): string =>
  createHash('sha256').update(`${org} ${subject}`).digest('base64url').slice(0, 22);

/**
 * Marks the answers that a browser's worker may keep for when the server cannot be reached: only those of routes that say so, only
 * for who asks for the mark, and none that sets a cookie. All others stay `no-store`, and nobody keeps them. The mark names
 * whose the answer is, so that nobody is ever shown what another was told.
 */
export const keepable = (http: Http): void => {
  http.addHook('onSend', (request, reply, payload, done) => {
    const may = request.routeOptions.config.keep === true && request.headers['nightjar-keep'] === '1';
    const good = reply.statusCode === 200 || reply.statusCode === 304;
    if (may && good && !reply.hasHeader('set-cookie'))
      reply.headers({ 'cache-control': 'private, no-cache', 'nightjar-kept-for': keeperOf(request.caller) });
    done(null, payload);
  });
};
