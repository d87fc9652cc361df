import type { Http } from '@nightjar/kernel/http/http';
import { parseJson } from '@nightjar/kernel/http/json';
import { instant } from '../../change/instant.ts';
import type { Locate } from '../../change/located.ts';
import { cut } from '../../telemetry/cut.ts';
import { holdBodies } from '../../telemetry/held-bodies.ts';
import { rests } from '../../telemetry/rests.ts';
import type { Collector } from './collector.ts';
import type { PointOutcome } from './figures.ts';
import { placer } from './label.ts';
import { refuse } from './refusals.ts';
import { unitOf } from './unit.ts';
import { NewPoints, PointsTaken } from './wire.ts';

type NewSeries = NewPoints['series'][number];
type Why = PointsTaken['refused'][number]['why'];

const says: Readonly<Record<Why, string>> = {
  late: 'Their slots are closed: points are taken for an hour after the hour in which they lie.',
  early: 'They lie more than five minutes ahead.',
  crowded: 'There are as many series as are kept; retire labels that tell nothing apart.',
  repeated: 'The counter was seen at these moments, or later, already.',
  'no-number': 'A value is beyond what can be added up, or a counter is below nothing.',
};

const isWhy = (outcome: PointOutcome): outcome is Why => Object.hasOwn(says, outcome);

const momentOf = (it: number | string, series: number, point: number): number => {
  const text = typeof it === 'string' ? instant(it) : null;
  const at = text === null ? Number(it) : Date.parse(text);
  // What Date can hold, ECMA-262 21.4.1.1.
  if (typeof it === 'string' ? text !== null : Math.abs(at) <= 8.64e15) return at;
  throw refuse('signals.point', { pointer: `/series/${series}/points/${point}/0` });
};

const textIn = (text: string | undefined): string => cut(text ?? '', 200).trim();

/** Points between which the rest of the house may breathe: some milliseconds of work. */
const pointsAtOnce = 5000;

/** Bodies held at once over all requests, as text; what is made of them takes some times as much. */
const mostBytes = 32 * 2 ** 20;

const postPoints = (http: Http, collector: Collector, locate: Locate): void => {
  http.post(
    '/api/v1/signals',
    {
      config: { right: 'ingest' },
      schema: {
        summary: 'Measurements of services: points of latency, errors, requests and the like',
        description:
          'Points are added up in slots of ten seconds and more. A point belongs into the last hour or the one before; what comes later is refused in the answer.',
        tags: ['signals'],
        body: NewPoints,
        response: { 200: PointsTaken },
      },
      onRequest: (_request, _reply, done) => {
        collector.admit();
        done();
      },
    },
    async ({ caller, body }): Promise<PointsTaken> => {
      const rest = rests(pointsAtOnce);
      const moments: number[][] = [];
      for (const [series, { points }] of body.series.entries()) {
        moments.push(points.map(([at], point) => momentOf(at, series, point)));
        await rest(points.length + 1);
      }
      const meter = await collector.meter(caller.org);
      const place = placer(locate, caller.org, 'api');
      const refused: PointsTaken['refused'] = [];
      let taken = 0;

      const take = (it: NewSeries, index: number): void => {
        const { kind = 'gauge', signal } = it;
        const { unit, factor } = unitOf(signal, it.unit, kind);
        const series = meter.series({
          ...place(textIn(it.service), textIn(it.environment)),
          instance: textIn(it.instance),
          peer: it.peer === undefined ? '' : place(textIn(it.peer), textIn(it.environment)).service,
          signal: textIn(signal),
          stat: textIn(it.stat),
          unit: cut(unit, 40),
          kind,
        });
        const left = new Map<Why, number>();
        for (const [point, [, value]] of it.points.entries()) {
          const at = moments[index]?.[point] ?? 0;
          const outcome =
            series === null ? 'crowded' : meter.point(series, { at, value: value * factor, counter: '' });
          collector.figures.points('json', outcome);
          if (isWhy(outcome)) left.set(outcome, (left.get(outcome) ?? 0) + 1);
          else taken += 1;
        }
        for (const [why, points] of left) refused.push({ series: index, points, why, says: says[why] });
      };

      for (const [index, series] of body.series.entries()) {
        take(series, index);
        await rest(series.points.length + 1);
      }
      return { taken, refused };
    },
  );
};

/** `POST /api/v1/signals`: points as anybody can send them. All of a request is taken, but for points that are refused one by one. */
export const pointsRoute = (http: Http, collector: Collector, locate: Locate): void => {
  void http.register(async (inner) => {
    // Fastify forgets the types of logger and schema provider on the way into a scope; it is the same server.
    const scope = inner as unknown as Http;
    holdBodies(scope, {
      types: [/^application\/(?:[\w.!#$&^-]+\+)?json(?:;|$)/],
      mostBytes,
      as: (body) => (body.length === 0 ? undefined : parseJson(body)),
      crowded: (where) => {
        collector.figures.putOff();
        return refuse('signals.crowded', where);
      },
    });
    postPoints(scope, collector, locate);
  });
};
