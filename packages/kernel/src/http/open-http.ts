import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import {
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
  type RawServerDefault,
} from 'fastify';
import type { Logger } from 'pino';
import { collectDefaultMetrics, type Registry } from 'prom-client';
import { recordRequests } from './access-log.ts';
import { readBodies } from './bodies.ts';
import { limitBodyTime } from './body-deadline.ts';
import { answerOnSocket } from './client-errors.ts';
import { drain } from './drain.ts';
import { type Authenticate, guard } from './guard.ts';
import { houseRoutes, type Readiness } from './house-routes.ts';
import type { Http } from './http.ts';
import { keepable } from './keepable.ts';
import { describeRoutes } from './openapi.ts';
import { answerTo } from './problem.ts';
import { secureHeaders } from './secure-headers.ts';
import { unknownRoutes } from './unknown-route.ts';
import { validatorCompiler } from './validation.ts';

export type HttpOptions = {
  readonly authenticate: Authenticate;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly ready?: Readiness;
  /** Shown in /openapi.json. */
  readonly version?: string;
  /** Bytes of a body after decompression; a route may set its own `bodyLimit`. 1 MiB where not given. */
  readonly bodyLimit?: number;
  /** The same for routes by their URL, where who adds the route does not know the limit. */
  readonly bodyLimits?: Readonly<Record<string, number>>;
  /** Proxies whose X-Forwarded headers are believed: addresses or ranges. None where not given. */
  readonly trustProxy?: boolean | string | readonly string[];
  readonly headersTimeoutMs?: number;
  /** For a body to arrive whole; it does not limit how long an answer streams. */
  readonly bodyTimeoutMs?: number;
  /** For the next chunk of a body that is read as a stream. */
  readonly bodyQuietMs?: number;
  /** A connection over which nothing moves in either direction is cut; a stream must beat more often. */
  readonly connectionTimeoutMs?: number;
  /** From `close` to the cutting of what still runs. */
  readonly graceMs?: number;
  /** From `close` to the end of event streams that did not end themselves. */
  readonly streamGraceMs?: number;
};

const requestId = ({ headers }: { headers: NodeJS.Dict<string | string[]> }): string => {
  const given = headers['x-request-id'];
  // Only what is harmless in a log line.
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
};

/** Opens the front door. Routes are added to what it answers; `listen` and `close` are Fastify's. */
export const openHttp = async (options: HttpOptions): Promise<Http> => {
  const { headersTimeoutMs = 10_000, connectionTimeoutMs = 120_000 } = options;
  const { bodyTimeoutMs = 60_000, bodyQuietMs = 30_000 } = options;
  const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { problem, headers, bug } = answerTo(error, request.id);
    if (bug) request.log.error({ err: error }, 'a request failed for a reason that nobody foresaw');
    else if (problem.code === 'database.unavailable') request.log.warn({ err: error }, problem.title);
    return reply
      .code(problem.status)
      .headers(headers)
      .type('application/problem+json')
      .send(Buffer.from(JSON.stringify(problem)));
  };
  const http: Http = fastify<RawServerDefault, IncomingMessage, ServerResponse, Logger>({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: requestId,
    bodyLimit: options.bodyLimit ?? 1024 * 1024,
    trustProxy: (options.trustProxy ?? false) as boolean | string | string[],
    // None for the whole of a request, for a stream of lines may take hours: see limitBodyTime.
    requestTimeout: 0,
    connectionTimeout: connectionTimeoutMs,
    // Longer than the 60 s of most proxies, so that it is the proxy who ends an idle connection.
    keepAliveTimeout: 72_000,
    http: {
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: Math.min(5000, headersTimeoutMs / 2),
    },
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    return503OnClosing: false,
    clientErrorHandler: answerOnSocket,
    frameworkErrors: (error, request, reply) =>
      answer(error, request as FastifyRequest, reply as FastifyReply),
  }).withTypeProvider<TypeBoxTypeProvider>();

  http.setErrorHandler((error, request, reply) =>
    answer(error, request as FastifyRequest, reply as FastifyReply),
  );
  http.setValidatorCompiler(validatorCompiler);
  http.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  const { bodyLimits = {} } = options;
  http.addHook('onRoute', (route) => {
    const limit = bodyLimits[route.url];
    if (limit !== undefined) route.bodyLimit = limit;
  });
  limitBodyTime(http, { wholeMs: bodyTimeoutMs, quietMs: bodyQuietMs });
  drain(http, { graceMs: options.graceMs ?? 10_000, streamMs: options.streamGraceMs ?? 1000 });
  recordRequests(http, options.metrics, options.logger);
  keepable(http);
  secureHeaders(http);
  guard(http, options.authenticate);
  readBodies(http);
  unknownRoutes(http);
  await describeRoutes(http, options.version ?? '0.1.0');
  collectDefaultMetrics({ register: options.metrics });
  houseRoutes(http, options.ready ?? (async () => []), options.metrics);
  return http;
};
