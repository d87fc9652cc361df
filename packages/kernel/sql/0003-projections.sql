-- Where each build of each read model stands. The row is the runner's lock: whoever holds it may apply.
create table nightjar.projection (
  name       text        not null collate "C",
  version    int         not null,
  build      int         not null,
  pos        bigint      not null default 0,
  status     text        not null default 'building' check (status in ('building', 'live', 'retired')),
  parked     int         not null default 0,
  finished   boolean     not null default false,
  halted     text,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (name, version, build)
) with (fillfactor = 50);

-- A stream whose fact could not be applied. Its later facts wait too; nothing is skipped silently.
create table nightjar.parked (
  name      text        not null collate "C",
  version   int         not null,
  build     int         not null,
  org       int         not null,
  stream    text        not null collate "C",
  pos       bigint      not null,
  error     text        not null,
  parked_at timestamptz not null default clock_timestamp(),
  primary key (name, version, build, org, stream)
);
