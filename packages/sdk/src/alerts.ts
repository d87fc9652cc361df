import type { Line } from './line.ts';
import type { Alert, AlertPage, AlertWithReports } from './wire.ts';

type ListOptions = {
  /** Filter language: `service:checkout severity:critical -env:staging`. */
  readonly q?: string | undefined;
  /** `open`: firing or acknowledged; all where not given. */
  readonly state?: 'open' | Alert['state'] | undefined;
  readonly service?: string | undefined;
  readonly source?: string | undefined;
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
  readonly minPos?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type Alerts = {
  /** One page, those whose last episode began last first. */
  readonly list: (options?: ListOptions) => Promise<AlertPage>;
  /** One alert with every report it is folded from. */
  readonly get: (id: string, options?: Pick<ListOptions, 'minPos' | 'signal'>) => Promise<AlertWithReports>;
};

const path = '/api/v1/alerts';

export const alertsOver = (line: Line): Alerts => ({
  list: ({ minPos, signal, ...query } = {}) =>
    line.json<AlertPage>({ path, query: { ...query, min_pos: minPos }, signal }, ['alerts', 'next']),
  get: (id, { minPos, signal } = {}) =>
    line.json<AlertWithReports>(
      { path: `${path}/${encodeURIComponent(id)}`, query: { min_pos: minPos }, signal },
      ['id', 'observations'],
    ),
});
