import type { Http } from '@nightjar/kernel/http/http';
import { parseJson } from '@nightjar/kernel/http/json';
import { answerTo } from '@nightjar/kernel/http/problem';
import { holdBodies } from '../../../telemetry/held-bodies.ts';
import { Malformed } from '../../../telemetry/malformed.ts';
import type { Collector, Outcome } from './collector.ts';
import { contentTypes, encodeFailure, encodeSuccess, encodingOf, type Success } from './otlp/answer.ts';
import { readJson } from './otlp/json.ts';
import { readProtobuf } from './otlp/protobuf.ts';
import { refuse } from './refusals.ts';

/** google/rpc/code.proto, by the HTTP status that it maps to there. */
const rpcCodes: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  408: 4,
  413: 8,
  415: 3,
  429: 8,
  503: 14,
};
const unknownCode = 13;

const successOf = ({ malformed, nameless, crowded }: Outcome): Success => {
  const says = [
    [malformed, 'spans have no valid ids (16 and 8 bytes, not all zero) and were left out'],
    [crowded, 'calls or spans were left out: more services, or edges in a minute, than are kept'],
    [nameless, 'spans belong to no service and draw no edge: set service.name (OTEL_SERVICE_NAME)'],
  ] as const;
  return {
    rejected: malformed + crowded,
    message: says.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}.`] : [])).join(' '),
  };
};

const bodyOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

const types = ['application/json', 'application/x-protobuf', 'application/protobuf'];

/** Bodies held at once over all requests. */
const mostBytes = 96 * 2 ** 20;

/**
 * `POST /v1/traces`, OTLP/HTTP (opentelemetry-proto, docs/specification.md): both encodings, answers and errors in that of the
 * request. What is refused with 429 or 503 is sent again by exporters, everything else is not.
 */
export const tracesRoute = (http: Http, collector: Collector): void => {
  void http.register(async (inner) => {
    // Fastify forgets the types of logger and schema provider on the way into a scope; it is the same server.
    const scope = inner as unknown as Http;
    holdBodies(scope, {
      types,
      mostBytes,
      crowded: (where) => {
        collector.putOff();
        return refuse('calls.crowded', where);
      },
    });

    scope.setErrorHandler((error, request, reply) => {
      const { problem, headers, bug } = answerTo(error, request.id);
      if (bug) request.log.error({ err: error }, 'a request failed for a reason that nobody foresaw');
      const encoding = encodingOf(request.headers['content-type']);
      const { status, detail, title, next, pointer = '' } = problem;
      return reply
        .code(status)
        .headers(headers)
        .type(contentTypes[encoding])
        .send(
          encodeFailure(encoding, {
            code: rpcCodes[status] ?? unknownCode,
            message: detail === title ? `${title} ${next}` : `${title} ${detail} ${next}`,
            ...(status === 400 ? { violation: { field: pointer, description: detail } } : {}),
          }),
        );
    });

    scope.post(
      '/v1/traces',
      {
        config: { right: 'ingest' },
        schema: {
          summary: 'Spans of OpenTelemetry (OTLP/HTTP, JSON or protobuf): they draw the graph of calls',
          tags: ['catalog'],
          consumes: Object.values(contentTypes),
        },
        // Before the body is read: what cannot be taken in is not worth its bytes.
        onRequest: (_request, _reply, done) => {
          collector.admit();
          done();
        },
      },
      async (request, reply) => {
        const encoding = encodingOf(request.headers['content-type']);
        const body = bodyOf(request.body);
        try {
          const outcome = await collector.hear(request.caller.org, () =>
            encoding === 'protobuf' ? readProtobuf(body) : readJson(body.length === 0 ? {} : parseJson(body)),
          );
          return reply.type(contentTypes[encoding]).send(encodeSuccess(encoding, successOf(outcome)));
        } catch (error) {
          throw error instanceof Malformed ? refuse('calls.not-otlp', { detail: error.message }) : error;
        }
      },
    );
  });
};
