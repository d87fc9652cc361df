import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { earsOf } from './ears.ts';
import type { NotificationParts } from './parts.ts';
import { places } from './projection.ts';
import { notificationList } from './queries.ts';
import { placeTests } from './try.ts';
import { NewPlaceTest, NotificationList, NotificationQuery, PlaceTest } from './wire.ts';

/** What listens does so from when the house does: whoever only looks at its routes opens no connection. */
const listenWith = (http: Http, kernel: Kernel, parts: NotificationParts): void => {
  const listening: { readonly close: () => Promise<void> }[] = [];
  http.addHook('onListen', async () => {
    for (const provider of parts.providers) {
      // What fails here fails again, and is told, when there is something to say.
      void provider.prepare?.().catch(() => {});
      const it = provider.listen?.(earsOf(kernel, parts, provider));
      if (it !== undefined) listening.push(it);
    }
  });
  http.addHook('onClose', async () => {
    await Promise.all(listening.map((it) => it.close()));
  });
};

export const routes = (http: Http, kernel: Kernel, parts: NotificationParts): void => {
  for (const provider of parts.providers) provider.routes?.(http, earsOf(kernel, parts, provider));
  listenWith(http, kernel, parts);
  http.get(
    '/api/v1/notifications',
    {
      config: { right: 'read' },
      schema: {
        summary: 'Where people are told of pages, and how each place stands',
        tags: ['notifications'],
        querystring: NotificationQuery,
        response: { 200: NotificationList },
      },
    },
    async (request): Promise<NotificationList> => {
      const { min_pos: minPos } = request.query;
      const reader = await kernel.reader(request.caller, {
        of: [places],
        ...(minPos === undefined ? {} : { minPos }),
      });
      return notificationList(reader, parts.providers);
    },
  );

  const test = placeTests(kernel, parts);
  http.post(
    '/api/v1/notifications/tests',
    {
      config: { right: 'admin' },
      bodyLimit: 4 * 1024,
      schema: {
        summary: 'Says in a place that this is a test, and answers what its vendor said to it',
        tags: ['notifications'],
        body: NewPlaceTest,
        response: { 200: PlaceTest },
      },
    },
    ({ body }) => test(body),
  );
};
