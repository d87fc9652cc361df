import { createHash } from 'node:crypto';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { instant } from '../../change/instant.ts';
import { cardOf, seriesById, seriesOf } from './list.ts';
import { refuse } from './refusals.ts';
import {
  fitting,
  isSettled,
  type Resolution,
  resolutions,
  segmentMs,
  segmentOf,
  slotOf,
} from './resolution.ts';
import type { SignalRetention } from './retention.ts';
import { slotsOf } from './slots.ts';
import { valuesOf } from './values.ts';
import { Segment, SeriesList, SeriesQuery, SignalQuery, Signals } from './wire.ts';

const tags = ['signals'];
const config = { right: 'read' } as const;
const mostListed = 1000;
const mostCharted = 50;
const usualWidth = 800;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

const onSegment = Type.Object({
  series: Type.String({ maxLength: 40 }),
  /** Seconds a slot: 10, 60, 600 or 3600. */
  resolution: Type.Integer(),
  /** When it begins: ms since 1970, or ISO 8601. */
  from: Type.String({ maxLength: 40 }),
});

const resolutionIn = (seconds: number): Resolution => {
  const resolution = resolutions.find((it) => it === seconds);
  if (resolution === undefined)
    throw refuse('signals.range', { detail: `Slots have ${resolutions.join(', ')} seconds.` });
  return resolution;
};

const beginIn = (text: string, resolution: Resolution): number => {
  const at = /^\d{1,15}$/.test(text) ? Number(text) : Date.parse(instant(text) ?? '');
  const begin = segmentOf(at, resolution);
  if (at === begin) return begin;
  const detail = Number.isNaN(at)
    ? 'It begins at no moment.'
    : `No segment begins then; the one that holds it begins at ${begin}.`;
  throw refuse('signals.range', { detail });
};

/** How signals are read. */
export const routes = (http: Http, kernel: Kernel, retention: SignalRetention): void => {
  const { database, clock } = kernel;
  const now = (): number => clock.now().getTime();

  http.get(
    '/api/v1/signals/series',
    {
      config,
      schema: {
        summary: 'What is measured, of services as a whole first; at most 1,000 series',
        tags,
        querystring: SeriesQuery,
        response: { 200: SeriesList },
      },
    },
    async ({ caller, query: { service, ...query } }): Promise<SeriesList> => {
      const wish = { ...query, ...(service === undefined ? {} : { services: [service] }), most: mostListed };
      const listed = await seriesOf(database, caller.org, wish);
      return { series: listed.slice(0, mostListed).map(cardOf), cut: listed.length > mostListed };
    },
  );

  http.get(
    '/api/v1/signals',
    {
      config,
      schema: {
        summary: 'Signals over a time, in the resolution that fits a width; at most 50 series',
        tags,
        querystring: SignalQuery,
        response: { 200: Signals },
      },
    },
    async ({ caller, query }): Promise<Signals> => {
      const { service, environment, signal, width = usualWidth } = query;
      const to = query.to === undefined ? now() : Date.parse(query.to);
      const from = query.from === undefined ? to - hourMs : Date.parse(query.from);
      if (!(from < to))
        throw refuse('signals.range', { detail: 'It ends before it begins.', pointer: '/from' });
      const kept = resolutions.filter((it) => from >= now() - retention[it] * dayMs);
      const resolution = fitting(to - from, width, kept);
      if ((to - from) / (resolution * 1000) > 20_000)
        throw refuse('signals.range', { detail: 'That is more than 20,000 slots.', pointer: '/from' });
      const listed = await seriesOf(database, caller.org, {
        ...(service === undefined ? {} : { services: [service] }),
        environment,
        signal,
        since: from,
        most: mostCharted,
      });
      const charted = listed.slice(0, mostCharted);
      const begin = slotOf(from, resolution);
      const slots = await slotsOf(database, {
        org: caller.org,
        series: charted.map(({ id }) => id),
        resolution,
        from: begin,
        until: to,
      });
      return {
        resolutionSeconds: resolution,
        from: new Date(begin).toISOString(),
        to: new Date(to).toISOString(),
        series: charted.map((it) => ({
          ...cardOf(it),
          points: valuesOf(slots.get(it.id) ?? [], it.kind).map(([at, value, low, high]) => [
            at,
            value,
            low,
            high,
          ]),
        })),
        cut: listed.length > mostCharted,
      };
    },
  );

  http.get(
    '/api/v1/signals/segments/:series/:resolution/:from',
    {
      config,
      schema: {
        summary: '360 slots of a series; for ever the same once they are sealed',
        description:
          'An hour after its end a segment takes no more points; sealed, it may be kept for good. Before that it is to be asked for again, with If-None-Match.',
        tags,
        params: onSegment,
        response: { 200: Segment, 304: Type.Null() },
      },
    },
    async ({ caller, params, headers }, reply) => {
      const resolution = resolutionIn(params.resolution);
      const from = beginIn(params.from, resolution);
      const until = from + segmentMs(resolution);
      if (until < now() - retention[resolution] * dayMs) throw refuse('signals.forgotten');
      const listed = await seriesById(database, caller.org, params.series);
      if (listed === undefined) throw refuse('signals.unknown');
      const { kind, unit } = cardOf(listed);
      // Before it is read: what is settled then cannot change while it is.
      const sealed = isSettled(from, resolution, now());
      const slots = await slotsOf(database, {
        org: caller.org,
        series: [listed.id],
        resolution,
        from,
        until,
      });
      const segment: Segment = {
        series: listed.id,
        kind,
        unit,
        resolutionSeconds: resolution,
        from: new Date(from).toISOString(),
        to: new Date(until).toISOString(),
        sealed,
        slots: (slots.get(listed.id) ?? []).map(({ at, count, sum, low, high, last }) => [
          at,
          count,
          sum,
          low,
          high,
          last,
        ]),
      };
      const etag = `"${createHash('sha256').update(JSON.stringify(segment)).digest('base64url').slice(0, 22)}"`;
      reply.headers({
        etag,
        'cache-control': sealed ? 'private, max-age=31536000, immutable' : 'private, no-cache',
      });
      return headers['if-none-match'] === etag ? reply.code(304).send(null) : segment;
    },
  );
};
