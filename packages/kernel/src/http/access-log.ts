import type { Logger } from 'pino';
import { Histogram, type Registry } from 'prom-client';
import type { Http } from './http.ts';
import { redactedUrl } from './redact.ts';

/** From the fastest answer to one that waited for `min_pos`. */
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** An answer that took longer is told, whatever its status. Streams end when they end and are not meant. */
const slowMs = 2000;

/** One line and one observation a request. Bodies and headers are never logged; the route's pattern bounds the labels. */
export const recordRequests = (http: Http, metrics: Registry, logger: Logger): void => {
  const duration = new Histogram({
    name: 'nightjar_http_request_duration_seconds',
    help: 'Time from the request line to the end of the answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers: [metrics],
  });
  http.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    duration.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
    // A line for each answer is for who looks for something; what went wrong is for everybody.
    const level = status >= 500 || reply.elapsedTime > slowMs ? 'warn' : 'debug';
    if (level === 'debug' && !logger.isLevelEnabled('debug')) return done();
    request.log[level](
      {
        method: request.method,
        url: redactedUrl(request.url),
        route,
        status,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        caller: request.caller.subject,
        address: request.ip,
      },
      'answered',
    );
    done();
  });
};
