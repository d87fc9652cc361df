import type { Line } from './line.ts';
import type {
  Alert,
  AlertGroupPage,
  AlertGroupWithMembers,
  AlertPage,
  AlertWithReports,
  NewTestAlert,
  TestAlertMade,
} from './wire.ts';

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

type GroupOptions = Pick<ListOptions, 'limit' | 'cursor' | 'minPos' | 'signal'>;

export type Alerts = {
  /** One page, those whose last episode began last first. */
  readonly list: (options?: ListOptions) => Promise<AlertPage>;
  /** One alert with every report it is folded from. */
  readonly get: (id: string, options?: Pick<ListOptions, 'minPos' | 'signal'>) => Promise<AlertWithReports>;
  /** One page of groups of alerts of one cause, the newest first: a storm is one line. */
  readonly groups: (
    options?: GroupOptions & {
      readonly state?: 'open' | 'ended' | undefined;
      /** By its id: the group that it is part of now. */
      readonly alert?: string | undefined;
    },
  ) => Promise<AlertGroupPage>;
  /** One group with a page of its alerts, in order of time; `open`: those that fire or are taken on, the newest first. */
  readonly group: (
    id: string,
    options?: GroupOptions & { readonly open?: boolean | undefined },
  ) => Promise<AlertGroupWithMembers>;
  /** Fires an alert that is a test, by the way that all alerts go; it resolves itself. */
  readonly test: (of: NewTestAlert) => Promise<TestAlertMade>;
  /** Resolves a test now. Refused with `alert.no-test` where it is none. */
  readonly resolveTest: (id: string) => Promise<{ readonly position: number }>;
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
  groups: ({ minPos, signal, ...query } = {}) =>
    line.json<AlertGroupPage>({ path: `${path}/groups`, query: { ...query, min_pos: minPos }, signal }, [
      'groups',
      'next',
    ]),
  group: (id, { minPos, signal, open, ...query } = {}) =>
    line.json<AlertGroupWithMembers>(
      {
        path: `${path}/groups/${encodeURIComponent(id)}`,
        query: { ...query, open: open === true ? 'true' : undefined, min_pos: minPos },
        signal,
      },
      ['id', 'members', 'next'],
    ),
  test: (body) =>
    line.json<TestAlertMade>({ method: 'POST', path: `${path}/tests`, body }, ['alert', 'endsAt']),
  resolveTest: (id) =>
    line.json<{ position: number }>(
      {
        method: 'POST',
        path: `${path}/tests/${encodeURIComponent(id)}/resolve`,
        body: {},
        repeatable: true,
      },
      ['position'],
    ),
});
