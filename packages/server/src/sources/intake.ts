import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { cloudEvents } from './cloudevents/index.ts';
import { bounds } from './custom/bounds.ts';
import { countDeliveries } from './deliveries.ts';
import { customHook, type Desk, hooksOf } from './desk.ts';
import { eventRoute } from './event-route.ts';
import { hookRoute } from './hooks.ts';
import { replayRoute } from './replay-route.ts';
import type { Reader, Source } from './source.ts';

export type IntakeOptions = {
  readonly sources: readonly Source[];
  /** Readers of what nobody sends: it can be read again all the same. */
  readonly readers?: readonly Reader[];
  readonly desk: Desk;
  /** Bytes of a body, after decompression. */
  readonly bodyLimit: number;
};

/**
 * The ways in for what teams send already: `POST /hooks/<source>` for each source, at the sender's own path too where it has one,
 * and `POST /api/v1/events`, in a scope of their own where every body is handed over as the bytes it came in, because
 * signatures are made over bytes. Beside them, for admins, the way to read again what came in.
 */
export const intake = (
  http: Http,
  kernel: Pick<Kernel, 'log' | 'clock' | 'metrics' | 'database'>,
  { sources, readers = [], desk, bodyLimit }: IntakeOptions,
): void => {
  const deliveries = countDeliveries(kernel.metrics);
  replayRoute(http, kernel, [...sources, ...readers, cloudEvents], desk);
  http.register(async (inner) => {
    // Fastify forgets the types of logger and schema provider on the way into a scope; it is the same server.
    const scope = inner as unknown as Http;
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    for (const hook of hooksOf(sources)) hookRoute(scope, kernel, deliveries, desk, hook, bodyLimit);
    hookRoute(scope, kernel, deliveries, desk, customHook(desk), Math.min(bodyLimit, bounds.body));
    eventRoute(scope, kernel, deliveries, desk, bodyLimit);
  });
};
