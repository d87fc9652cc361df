import { Readable } from 'node:stream';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { patiently } from '../../change/patience.ts';
import { compareRoute } from './compare/route.ts';
import { densityRoute } from './density/route.ts';
import { readerFor } from './fresh.ts';
import { noiseRoute } from './noise/route.ts';
import { changeById, changesMatching } from './queries.ts';
import { hashOf, type Item, notInVain, type Outcome, record } from './record.ts';
import { recordLines } from './record-lines.ts';
import { refuse } from './refusals.ts';
import { eventId } from './stream/message.ts';
import { type ShownTo, shownTo } from './stream/shown.ts';
import { type StreamOptions, streamRoute } from './stream/sse.ts';
import {
  ChangePage,
  ChangeWithObservations,
  ListQuery,
  RecordedLines,
  RecordedReports,
  Reports,
} from './wire.ts';

const idempotencyKey = ({ headers }: FastifyRequest): string | undefined => {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return undefined;
  if (key.length > 255) throw refuse('feed.idempotency-key', { detail: `It has ${key.length} characters.` });
  return key;
};

/** One report that is refused is a refused request; of several, the good ones are recorded and each bad one is told. */
const answerTo = (outcomes: readonly Outcome[], single: boolean): RecordedReports => {
  const results = outcomes.map((outcome) => outcome.result);
  const [first] = results;
  if (single && first?.refusal != null) {
    const { detail, pointer } = first.refusal;
    throw refuse('feed.not-a-change', { detail, ...(pointer === null ? {} : { pointer }) });
  }
  return { position: Math.max(0, ...outcomes.map((outcome) => outcome.position)), results };
};

/** Reports in one list; a stream of lines has no such bound, because it is never held whole. */
const mostReports = 10_000;

const lineTypes = /^application\/(x-ndjson|jsonl|x-jsonlines)/;

const ingest = (http: Http, kernel: Kernel): void => {
  // Lines are read as they come, so they are no body to Fastify but a stream.
  http.addContentTypeParser(lineTypes, (_, payload, done) => {
    done(null, payload);
  });

  http.post(
    '/api/v1/changes',
    {
      config: { right: 'ingest', streams: lineTypes },
      schema: {
        summary: 'Report changes: one object, an array, or lines of JSON (application/x-ndjson)',
        tags: ['changes'],
        body: Reports,
        querystring: Type.Object({ results: Type.Optional(Type.String()) }),
        response: { 200: Type.Union([RecordedReports, RecordedLines]) },
      },
      // The body is judged by `normalise`, item by item, in one pass: the schema is for /openapi.json.
      validatorCompiler: () => () => true,
      serializerCompiler: () => JSON.stringify,
    },
    async (request): Promise<RecordedReports | RecordedLines> => {
      const key = idempotencyKey(request);
      const body: unknown = request.body;
      if (body instanceof Readable) {
        const allResults = (request.query as { results?: string }).results === 'all';
        return recordLines(kernel, request.caller, body, { key, allResults });
      }
      const single = !Array.isArray(body);
      const items: Item[] = Array.isArray(body)
        ? body.map((value: unknown, index) => ({ value, pointer: `/${index}` }))
        : [{ value: body, pointer: '' }];
      const once = key === undefined ? undefined : { key, hash: hashOf(JSON.stringify(body) ?? '') };
      if (items.length > mostReports)
        throw refuse('feed.too-many-reports', { detail: `The list holds ${items.length} reports.` });
      // One report is refused at once where the log is full: its sender repeats it as easily as we wait.
      const append = single ? kernel.log.append : patiently(kernel.log);
      const outcomes = await record(kernel, append, request.caller, items, once);
      notInVain(outcomes);
      return answerTo(outcomes, single);
    },
  );
};

const reading = (http: Http, kernel: Kernel, shown: ShownTo): void => {
  http.get(
    '/api/v1/changes',
    {
      config: { right: 'read', keep: true },
      schema: {
        summary: 'Changes that match a filter, newest first',
        description:
          'In the view `quiet` what is of low priority is left out (unless the filter speaks of `priority` or names a change), and a bundle is told by its newest change that matches: `bundled` says what that line stands for.',
        tags: ['changes'],
        querystring: ListQuery,
        response: { 200: ChangePage },
      },
    },
    async (request): Promise<ChangePage> => {
      const { q = '', limit = 50, cursor, view = 'all' } = request.query;
      const reader = await readerFor(kernel, request);
      // Before the question is asked: if the log begins another life meanwhile, the answer cannot be followed from.
      const { epoch } = kernel.log;
      const wish = { query: q, view, limit, cursor, now: kernel.clock.now() };
      const page = await changesMatching(reader, wish);
      const toThem = shown(request.caller.org, q, view);
      for (const { id } of page.changes) toThem.add(id);
      return { ...page, follow: eventId(epoch, page.position) };
    },
  );

  http.get(
    '/api/v1/changes/:id',
    {
      config: { right: 'read', keep: true },
      schema: {
        summary: 'One change, with every observation of it',
        tags: ['changes'],
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        querystring: Type.Pick(ListQuery, ['min_pos', 'consistency']),
        response: { 200: ChangeWithObservations },
      },
    },
    async (request): Promise<ChangeWithObservations> =>
      changeById(await readerFor(kernel, request), kernel.log, request.params.id),
  );
};

/** The feed's part of the front door. */
export const routes = (http: Http, kernel: Kernel, options: StreamOptions = {}): void => {
  const shown = shownTo();
  // In a scope of its own, so that only this route takes lines.
  void http.register(async (scope) => ingest(scope as unknown as Http, kernel));
  streamRoute(http, kernel, shown, options);
  reading(http, kernel, shown);
  noiseRoute(http, kernel);
  densityRoute(http, kernel);
  compareRoute(http, kernel);
};
