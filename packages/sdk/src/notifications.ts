import type { Line } from './line.ts';
import type { NewPlaceTest, NotificationList, PlaceTest } from './wire.ts';

export type Notifications = {
  /** Where people are told of pages, and how each place stands; what needs somebody first. */
  readonly list: (options?: { readonly signal?: AbortSignal | undefined }) => Promise<NotificationList>;
  /** Says in a place that this is a test, and answers what its vendor said to it. */
  readonly test: (of: NewPlaceTest) => Promise<PlaceTest>;
};

export const notificationsOver = (line: Line): Notifications => ({
  list: ({ signal } = {}) =>
    line.json<NotificationList>({ path: '/api/v1/notifications', signal }, ['places']),
  test: (body) =>
    line.json<PlaceTest>({ method: 'POST', path: '/api/v1/notifications/tests', body, timeoutMs: 20_000 }, [
      'outcome',
      'code',
    ]),
});
