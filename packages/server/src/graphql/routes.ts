import { createHash } from 'node:crypto';
import type { Http } from '@nightjar/kernel/http/http';
import { validatorCompiler } from '@nightjar/kernel/http/validation';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Refusal } from '@nightjar/kernel/refusal';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { Type } from 'typebox';
import { matches } from '../web/encoding.ts';
import { oneOf } from '../wire.ts';
import { answer } from './answer.ts';
import { askingFor } from './asking.ts';
import { compose } from './compose.ts';
import { type Prepared, preparing } from './documents.ts';
import type { Part } from './part.ts';
import { persisted } from './persisted.ts';
import { refuse } from './refusals.ts';
import { type Question, questionIn, questionInQuery } from './request.ts';
import { toldOf, toldOfField } from './told.ts';
import { waiting } from './waiting.ts';

/** Bytes of a body: a document of the longest, and as much again for its variables. */
const largest = 128 * 1024;
const patienceMs = 10_000;

const Fresh = {
  min_pos: Type.Optional(Type.Integer({ minimum: 0 })),
  consistency: Type.Optional(oneOf(['eventual', 'strong'])),
};
type Fresh = { readonly min_pos?: number; readonly consistency?: 'eventual' | 'strong' };

const Body = Type.Object({
  query: Type.Optional(Type.String()),
  variables: Type.Optional(Type.Unknown()),
  operationName: Type.Optional(Type.Unknown()),
  extensions: Type.Optional(Type.Unknown()),
});

const Asked = Type.Object({
  extensions: Type.Optional(Type.String({ maxLength: 2_000 })),
  variables: Type.Optional(Type.String({ maxLength: 8_000 })),
  operationName: Type.Optional(Type.String({ maxLength: 200 })),
  ...Fresh,
});

/** The newer media type of answers tells by its status, too, whether anything was read. */
const modern = 'application/graphql-response+json';

const config = { right: 'read' } as const;
const tags = ['graphql'];
/** The answer is text already. */
const serializerCompiler = () => (text: unknown) => String(text);

/** How fresh an answer is: another of these makes no other answer (a weak entity tag, RFC 9110 section 8.8.1). */
const ofFreshness: ReadonlySet<string> = new Set(['follow', 'position', 'stale']);

const tagged = (data: Readonly<Record<string, unknown>>): { text: string; etag: string } => {
  const [fresh, rest] = [true, false].map((is) =>
    JSON.stringify(Object.fromEntries(Object.entries(data).filter(([name]) => ofFreshness.has(name) === is))),
  ) as [string, string];
  const whole = [fresh, rest].map((it) => it.slice(1, -1)).filter((it) => it !== '');
  const hash = createHash('sha1').update(rest).digest('base64url');
  return { text: `{"data":{${whole.join()}}}`, etag: `"${hash}"` };
};

/** The graph at /graphql: POST for any document, GET for those of our own pages by their hash. */
export const graphRoutes = (http: Http, kernel: Kernel, parts: readonly Part[]): void => {
  const graph = compose(parts);
  const prepared = preparing(graph);
  const ours = new Map<string, Prepared>(persisted().map(({ text, hash }) => [hash, prepared(text)]));
  const reads = parts.flatMap((part) => part.reads);

  const documentOf = ({ text, hash }: Question): Prepared => {
    const known = hash === null ? undefined : ours.get(hash);
    if (known !== undefined) return known;
    if (text === null) throw refuse('graphql.unknown-hash');
    return prepared(text);
  };

  const ask = async (request: FastifyRequest, question: Question, fresh: Fresh): Promise<ExecutionResult> => {
    const document = documentOf(question);
    const reader = await kernel.reader(request.caller, {
      of: reads,
      ...(fresh.min_pos === undefined ? {} : { minPos: fresh.min_pos }),
      ...(fresh.consistency === undefined ? {} : { consistency: fresh.consistency }),
    });
    return waiting(request, patienceMs, (signal) =>
      answer(graph, document, question, askingFor({ reader, log: kernel.log, clock: kernel.clock, signal })),
    );
  };

  const note = (request: FastifyRequest, thrown: unknown): void =>
    request.log.error({ err: thrown }, 'a field of the graph failed for a reason that nobody foresaw');

  const send = (request: FastifyRequest, reply: FastifyReply, { data, errors = [] }: ExecutionResult) => {
    const told = errors.map((error) => {
      const { told, bug } = toldOfField(error, request.id);
      if (bug) note(request, error.originalError ?? error);
      return told;
    });
    const whole = JSON.stringify({ ...(told.length === 0 ? {} : { errors: told }), data });
    return reply.type(typeFor(request)).send(whole);
  };

  /** Nothing was read: the newer media type tells that by the status, the older does not. */
  const refuseAll = (request: FastifyRequest, reply: FastifyReply, thrown: unknown) => {
    const { told, bug } = toldOf(thrown, request.id);
    if (bug) note(request, thrown);
    const type = typeFor(request);
    return reply
      .code(type.startsWith(modern) || bug || told.extensions.status === 503 ? told.extensions.status : 200)
      .type(type)
      .send(JSON.stringify({ errors: [told] }));
  };

  /** Who was refused because what came is no question at all is told as everywhere: application/problem+json. */
  const isNoQuestion = (thrown: unknown): boolean =>
    thrown instanceof Refusal && (thrown.code === 'graphql.request' || thrown.code.startsWith('request.'));

  const answered = async (
    request: FastifyRequest,
    reply: FastifyReply,
    read: () => Question,
    fresh: Fresh,
    how: (result: ExecutionResult) => FastifyReply,
  ): Promise<FastifyReply> => {
    try {
      return how(await ask(request, read(), fresh));
    } catch (thrown) {
      if (isNoQuestion(thrown)) throw thrown;
      return refuseAll(request, reply, thrown);
    }
  };

  http.post(
    '/graphql',
    {
      config,
      bodyLimit: largest,
      schema: {
        summary: 'Ask the graph: any document of docs/reference/schema.graphql',
        description:
          'Errors are in `errors`, each with `extensions.code` and `extensions.next`; one request is one question.',
        tags,
        body: Body,
        querystring: Type.Object(Fresh),
      },
      // The body is judged by `questionIn`: the schema is for /openapi.json.
      validatorCompiler: (it) => (it.httpPart === 'body' ? () => true : validatorCompiler(it as never)),
      serializerCompiler,
    },
    (request, reply) =>
      answered(
        request,
        reply,
        () => questionIn(request.body),
        request.query as Fresh,
        (result) => send(request, reply, result),
      ),
  );

  http.get(
    '/graphql',
    {
      config: { ...config, keep: true },
      schema: {
        summary: 'Ask the graph by the hash of a document that is registered',
        description:
          'As automatic persisted queries do: `extensions={"persistedQuery":{"version":1,"sha256Hash":"…"}}`. Answers 304 where nothing differs.',
        tags,
        querystring: Asked,
      },
      serializerCompiler,
    },
    (request, reply) =>
      answered(
        request,
        reply,
        () => questionInQuery(request.query),
        request.query,
        (result) => {
          // A browser keeps it, and asks each time whether it still holds.
          reply.headers({ 'cache-control': 'private, no-cache', vary: 'accept, authorization, cookie' });
          if (result.errors !== undefined) return send(request, reply, result);
          const { text, etag } = tagged(result.data ?? {});
          reply.header('etag', `W/${etag}`).type(typeFor(request));
          return matches(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(text);
        },
      ),
  );
};

const typeFor = ({ headers }: FastifyRequest): string =>
  `${headers.accept?.includes(modern) === true ? modern : 'application/json'}; charset=utf-8`;
