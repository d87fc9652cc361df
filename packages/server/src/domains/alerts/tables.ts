/**
 * - `state` is what the fold remembers, rewritten at each observation; it has no index but its key.
 * - `reading` is what stands at each place of each delivery, for observations that a better adapter may replace.
 * - `alert` is what can be asked for (line.ts).
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

create table alert (
  id text collate "C" primary key,
  org int not null,
  at timestamptz not null,
  state text collate "C" not null,
  severity text collate "C",
  source text collate "C" not null,
  environment text collate "C",
  services text[] collate "C" not null,
  labels text[] collate "C" not null,
  episodes int not null,
  text text collate "C" not null,
  words tsvector not null
) with (fillfactor = 90);
`;

/** What is open is seldom much, and asked for most. */
export const indexes = `
create index if not exists alert_by_time on alert (org, at, id);
create index if not exists alert_open on alert (org, at, id) where state <> 'resolved';
create index if not exists alert_by_service on alert using gin (services);
create index if not exists alert_by_word on alert using gin (words);
`;
