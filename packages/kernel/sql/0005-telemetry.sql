-- What is counted rather than recorded: request telemetry never goes into the log (there are a thousand spans to a fact),
-- and no read model can be built from it again, so these tables stand beside both. They are part of a backup.

-- Names are found by their trigrams: typing errors and the middle of words. Trusted since PostgreSQL 13: no superuser needed.
create extension if not exists pg_trgm with schema nightjar;

-- Calls from one service to another in one minute, as traces show them.
create table nightjar.call (
  org     int         not null,
  caller  text        not null collate "C",
  callee  text        not null collate "C",
  -- Empty where the trace does not tell.
  environment text    not null collate "C",
  minute  timestamptz not null,
  count   bigint      not null,
  errors  bigint      not null,
  sum_ms  float8      not null,
  -- Calls by latency: counts for buckets of a fixed layout, whose number `layout` tells (see calls/latency.ts).
  layout  smallint    not null default 1,
  latency int[]       not null,
  primary key (org, caller, minute, callee, environment)
) with (fillfactor = 70);
create index call_by_callee on nightjar.call (org, callee, minute);
create index call_by_minute on nightjar.call using brin (minute);

-- When a source that looks at what runs last saw an entity, or a relation of one (`about`: empty for the entity itself,
-- else `<type> <to>`).
create table nightjar.sighting (
  org    int         not null,
  entity text        not null collate "C",
  source text        not null collate "C",
  about  text        not null collate "C",
  first_seen timestamptz not null,
  last_seen  timestamptz not null,
  primary key (org, entity, source, about)
) with (fillfactor = 50);
create index sighting_by_source on nightjar.sighting (org, source, last_seen);
-- What has not been seen for long is found among all that is: last_seen is indexed above as well, so this costs little more.
create index sighting_unseen on nightjar.sighting (org, last_seen) include (entity) where about = '';

-- When each source that is read again and again was last read whole, and what kept it from being read since.
create table nightjar.discovery (
  org     int         not null,
  source  text        not null collate "C",
  reached_at timestamptz,
  tried_at   timestamptz not null,
  failure text,
  seen    int,
  primary key (org, source)
);

-- What a discoverer wants to remember until it looks again: a cursor, an ETag.
create table nightjar.kept (
  org   int   not null,
  owner text  not null collate "C",
  name  text  not null collate "C",
  value jsonb not null,
  kept_at timestamptz not null default clock_timestamp(),
  primary key (org, owner, name)
);
