import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Http } from './http.ts';

/**
 * Closing in order: no new connections; what runs may finish; endless streams are asked to end by `http.closing` and are
 * ended after `streamMs`; whatever is left after `graceMs` is cut.
 */
export const drain = (http: Http, { graceMs, streamMs }: { graceMs: number; streamMs: number }): void => {
  const closing = new AbortController();
  // Every open stream listens; Node would warn of a leak from the eleventh on.
  setMaxListeners(0, closing.signal);
  const streams = new Set<ServerResponse>();
  const timers: NodeJS.Timeout[] = [];

  http.decorate('closing', closing.signal as never);
  http.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.endless === true) {
      streams.add(reply.raw);
      reply.raw.once('close', () => streams.delete(reply.raw));
    }
    done();
  });
  http.addHook('onSend', (_, reply, payload, done) => {
    if (closing.signal.aborted) reply.header('connection', 'close');
    done(null, payload);
  });
  http.addHook('preClose', (done) => {
    closing.abort();
    if (!http.server.listening) return done();
    timers.push(
      setTimeout(() => {
        for (const response of streams) response.end();
      }, streamMs),
      setTimeout(() => http.server.closeAllConnections(), graceMs),
      // Node closes idle connections once, at the beginning; one that becomes idle later would live on for its keep-alive.
      setInterval(() => http.server.closeIdleConnections(), 20),
    );
    http.server.once('close', () => {
      for (const timer of timers) clearTimeout(timer);
    });
    done();
  });
};
