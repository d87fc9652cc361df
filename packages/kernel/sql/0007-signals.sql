-- Measurements: latency, errors, requests and the like of services, as others measure them. Counted in slots of four resolutions
-- (10 s, 1 min, 10 min, 1 h) rather than kept point by point. Beside the log, for the reasons given in 0005, and part of a backup.

-- What is measured of whom. The id is made from everything below but the organisation, so that whoever writes knows it without asking.
create table nightjar.signal_series (
  org         int         not null,
  id          text        not null collate "C",
  service     text        not null,
  -- The name as names are compared.
  service_key text        not null collate "C",
  -- Empty where it is not told, as are those below.
  environment text        not null,
  instance    text        not null,
  peer        text        not null,
  signal      text        not null,
  stat        text        not null,
  unit        text        not null,
  kind        text        not null,
  first_at    timestamptz not null,
  last_at     timestamptz not null,
  primary key (org, id)
) with (fillfactor = 70);
create index signal_series_service on nightjar.signal_series (org, service_key);

-- Slots that may still be added to. Of a gauge: how many points, their sum, least, greatest and last. Of a counter: `sum` is its
-- rate a minute, `count` how many counters it was seen from, and the rest is null.
create table nightjar.signal_slot (
  org        int         not null,
  series     text        not null collate "C",
  -- Seconds a slot.
  resolution smallint    not null,
  at         timestamptz not null,
  count      float8      not null,
  sum        float8      not null,
  low        float8,
  high       float8,
  last       float8,
  last_at    timestamptz not null,
  primary key (org, series, resolution, at)
) with (fillfactor = 70);
-- What is to be sealed is found by it.
create index signal_slot_at on nightjar.signal_slot (resolution, at);

-- 360 slots that nobody adds to any more, as one row that never changes: slot `slots[i]` from `from_at` on. `counts` is null where
-- each slot has one point; `lows`, `highs` and `lasts` are null where they tell nothing besides.
create table nightjar.signal_segment (
  org        int         not null,
  series     text        not null collate "C",
  resolution smallint    not null,
  from_at    timestamptz not null,
  slots      smallint[]  not null,
  counts     float8[],
  sums       float8[]    not null,
  lows       float8[],
  highs      float8[],
  lasts      float8[],
  primary key (org, series, resolution, from_at)
);
create index signal_segment_from on nightjar.signal_segment (resolution, from_at);
