import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Locate } from '../../../change/located.ts';
import { holdBodies } from '../../../telemetry/held-bodies.ts';
import { Malformed } from '../../../telemetry/malformed.ts';
import { rests } from '../../../telemetry/rests.ts';
import type { Collector } from '../collector.ts';
import { placer } from '../label.ts';
import { refuse } from '../refusals.ts';
import { rulesFrom } from '../rules.ts';
import { unpacked } from './snappy.ts';
import { byMetric, type LeftOut, takeWritten } from './take-written.ts';
import { readWriteRequest, type Wants, type Written } from './write-request.ts';

/** Bodies held at once over all requests, and what one of them may unpack to. */
const mostBytes = 64 * 2 ** 20;
const mostUnpacked = 32 * 2 ** 20;

/** Samples and series between which the rest of the house may breathe: some milliseconds of work. */
const samplesAtOnce = 5000;
const seriesAtOnce = 500;

const why: Readonly<Record<string, string>> = {
  late: 'are too late: their slots are closed',
  early: 'are ahead by more than five minutes',
  crowded: 'are of more series or counters than are kept',
};

/** All of it or nothing: a body that breaks in its middle is refused whole. */
const read = async (body: Buffer, wants: Wants): Promise<Written[]> => {
  const all: Written[] = [];
  const rest = rests(seriesAtOnce);
  try {
    for (const written of readWriteRequest(unpacked(body, mostUnpacked), wants)) {
      all.push(written);
      await rest(1);
    }
    return all;
  } catch (error) {
    throw error instanceof Malformed ? refuse('signals.not-remote-write', { detail: error.message }) : error;
  }
};

/**
 * Prometheus remote write 1.0. What is answered with 429 or 5xx is sent again, everything else is not, so that a request of which
 * some points are left out is answered with 400 and its others are taken, as the specification has it. What no rule wants is
 * no fault: a sender sends all it has.
 */
export const writeRoute = (http: Http, kernel: Kernel, collector: Collector, locate: Locate): void => {
  // One request at a time, so that what is unpacked is never held many times over.
  let turn: Promise<unknown> = Promise.resolve();

  const take = async (org: number, body: Buffer): Promise<LeftOut> => {
    const rules = byMetric(await rulesFrom(kernel, 'remote-write', org));
    const all = await read(body, (metric) => rules.has(metric));
    const meter = await collector.meter(org);
    const taking = { rules, meter, place: placer(locate, org, 'prometheus'), figures: collector.figures };
    const left: LeftOut = {};
    const rest = rests(samplesAtOnce);
    for (const written of all) {
      takeWritten(written, taking, left);
      await rest(written.samples.length + 1);
    }
    return left;
  };

  void http.register(async (inner) => {
    // Fastify forgets the types of logger and schema provider on the way into a scope; it is the same server.
    const scope = inner as unknown as Http;
    holdBodies(scope, {
      types: ['application/x-protobuf'],
      mostBytes,
      crowded: (where) => {
        collector.figures.putOff();
        return refuse('signals.crowded', where);
      },
    });
    scope.post(
      '/api/v1/signals/prometheus/write',
      {
        config: { right: 'ingest', encodings: ['snappy'] },
        schema: {
          summary: 'Prometheus remote write 1.0; rules say which metrics are signals',
          tags: ['signals'],
          consumes: ['application/x-protobuf'],
        },
        onRequest: (_request, _reply, done) => {
          collector.admit();
          done();
        },
      },
      async (request, reply) => {
        const message = /;\s*proto\s*=\s*"?([^\s;"]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
        if (message !== undefined && message !== 'prometheus.WriteRequest')
          throw refuse('signals.remote-write-version');
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const mine = turn.then(() => take(request.caller.org, body));
        turn = mine.catch(() => {});
        const left = Object.entries(await mine);
        if (left.length === 0) return reply.code(204).send();
        throw refuse('signals.left-out', {
          detail: `Of the points ${left.map(([outcome, count]) => `${count} ${why[outcome]}`).join(', ')}.`,
        });
      },
    );
  });
};
