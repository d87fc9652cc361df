/**
 * - `state` is what the fold remembers, rewritten at each observation; it has no index but its key, so that an update
 *   stays within its page (HOT).
 * - `reading` is what stands at each place of each raw delivery, for observations that a better adapter may replace.
 * - `change` is what can be asked for, rewritten only when an answer would differ: progress touches none of its indexes.
 * - `by_service` finds the changes of a service in order of time. While a model is loaded in bulk it stays empty;
 *   `indexes` fills it in one sorted pass, several times faster than row by row (and without an index a row to be taken
 *   out could not be found).
 * - `by_quarter` counts the changes of each quarter of an hour by what they are, for charts: a month of two million changes is
 *   some hundred thousand rows. Quarters, because the clocks of all countries differ by whole ones. It is filled as `by_service` is.
 */
export const tables = `
create table state (
  id text collate "C" primary key,
  org int not null,
  body json not null
) with (fillfactor = 80);

create table reading (
  id text collate "C" not null,
  place text collate "C" not null,
  reading int not null,
  says json,
  primary key (id, place)
);

create table change (
  id text collate "C" primary key,
  org int not null,
  at timestamptz not null,
  duration_ms bigint,
  kind text collate "C" not null,
  status text collate "C" not null,
  environment text collate "C",
  source text collate "C" not null,
  version text collate "C",
  services text[] collate "C" not null,
  actors text[] collate "C" not null,
  tags text[] collate "C" not null,
  text text collate "C" not null,
  words tsvector not null,
  priority text collate "C" not null,
  bundle text collate "C"
) with (fillfactor = 90);
alter table change alter column words set statistics 1000;

create table by_service (
  org int not null,
  service text collate "C" not null,
  environment text collate "C" not null,
  kind text collate "C" not null,
  at timestamptz not null,
  id text collate "C" not null
);

create table by_quarter (
  org int not null,
  quarter timestamptz not null,
  kind text collate "C" not null,
  environment text collate "C",
  status text collate "C" not null,
  priority text collate "C" not null,
  n int not null
) with (fillfactor = 80);
`;

/**
 * `change_by_time` and `by_service_time` are walked backwards for the newest first; `change_by_bundle` finds the newest of a
 * bundle. The GIN index gathers new rows in a
 * list before it takes them in: at one by one (fastupdate off) a core of PostgreSQL applied 8,800 new changes a second, so
 * 19,200. Every search reads the list, so it is kept to 512 kB.
 */
export const indexes = `
lock table by_service, by_quarter in share row exclusive mode;
create index change_by_time on change (org, at, id);
create index change_by_bundle on change (org, bundle, at, id) where bundle is not null;
create index change_by_word on change using gin (words) with (gin_pending_list_limit = 512);
insert into by_service
  select c.org, s.service, coalesce(c.environment, ''), c.kind, c.at, c.id
  from change c cross join lateral unnest(c.services) as s (service)
  order by 1, 2, 5, 6;
create index by_service_time on by_service (org, service, at, id) include (environment, kind);
create index by_service_kind on by_service (org, service, environment, kind, at, id);
insert into by_quarter
  select org, date_bin('15 min', at, 'epoch'), kind, environment, status, priority, count(*)
  from change group by 1, 2, 3, 4, 5, 6 order by 1, 2;
create unique index by_quarter_key on by_quarter (org, quarter, kind, environment, status, priority) nulls not distinct;
`;

/**
 * Whether `by_service` (and with it `by_quarter`) is filled, asked under a lock that `indexes` shares with nobody: a batch that comes between waits, and
 * then knows.
 */
export const waitForIndexes = 'lock table by_service in row exclusive mode';
