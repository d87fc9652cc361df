import type { Line } from './line.ts';
import type { NotificationList } from './wire.ts';

export type Notifications = {
  /** Where people are told of pages, and how each place stands; what needs somebody first. */
  readonly list: (options?: { readonly signal?: AbortSignal | undefined }) => Promise<NotificationList>;
};

export const notificationsOver = (line: Line): Notifications => ({
  list: ({ signal } = {}) =>
    line.json<NotificationList>({ path: '/api/v1/notifications', signal }, ['places']),
});
