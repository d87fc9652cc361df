import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { sameName } from '../../change/names.ts';
import { toldMs } from './flush.ts';
import type { Series } from './series.ts';
import type { SeriesCard } from './wire.ts';

export type ListedSeries = Series & { readonly firstAt: Date; readonly lastAt: Date };

type Wish = {
  readonly services?: readonly string[];
  readonly environment?: string | undefined;
  readonly signal?: string | undefined;
  /** Heard of since then, ms; a minute more, for how far a series reaches is told so often. */
  readonly since?: number;
  readonly most: number;
};

/** Of services as a whole first, then as their callers see them, then instances; one more than `most` where there are more. */
export const seriesOf = (
  database: Pick<Queryable, 'many'>,
  org: number,
  { services, environment, signal, since, most }: Wish,
): Promise<ListedSeries[]> =>
  database.many<ListedSeries>(sql`
    select org, id, service, environment, instance, peer, signal, stat, unit, kind, first_at as "firstAt", last_at as "lastAt"
    from nightjar.signal_series
    where org = ${org}
      ${services === undefined ? sql`` : sql`and service_key = any(${services.map(sameName)}::text[])`}
      ${environment === undefined ? sql`` : sql`and lower(environment) = lower(${environment})`}
      ${signal === undefined ? sql`` : sql`and signal = ${signal}`}
      ${since === undefined ? sql`` : sql`and last_at >= ${new Date(since - toldMs)}`}
    order by instance <> '', peer <> '', service_key, environment, signal, stat, peer, instance, id
    limit ${most + 1}`);

export const seriesById = (
  database: Pick<Queryable, 'one'>,
  org: number,
  id: string,
): Promise<ListedSeries | undefined> =>
  database.one<ListedSeries>(sql`
    select org, id, service, environment, instance, peer, signal, stat, unit, kind, first_at as "firstAt", last_at as "lastAt"
    from nightjar.signal_series where org = ${org} and id = ${id}`);

const orNull = (text: string): string | null => (text === '' ? null : text);

export const cardOf = (it: ListedSeries): SeriesCard => ({
  id: it.id,
  service: it.service,
  environment: orNull(it.environment),
  instance: orNull(it.instance),
  peer: orNull(it.peer),
  signal: it.signal,
  stat: orNull(it.stat),
  unit: orNull(it.unit),
  kind: it.kind,
  firstAt: it.firstAt.toISOString(),
  lastAt: it.lastAt.toISOString(),
});
