-- The log: insert-only, gapless, range-partitioned by position. A partition is a segment: the unit of sealing, archiving, dropping.
-- Segments are made ahead of the head by the program (log/segments.ts). There is no default partition on purpose: with one,
-- `max(pos)` cannot walk the segments backwards and probes every one of them at each append.
create table nightjar.event (
  pos         bigint      not null,
  stream      text        not null collate "C",
  ver         int         not null,
  org         int         not null,
  type        text        not null collate "C",
  v           smallint    not null,
  id          uuid        not null,
  at          timestamptz not null,
  recorded_at timestamptz not null,
  actor       text,
  cause       uuid,
  data        jsonb       not null,
  primary key (pos)
) partition by range (pos);
create index event_stream on nightjar.event (stream, pos);
create index event_type on nightjar.event (type, pos);

-- Only streams that somebody decides upon have a row here; the observations of changes keep no version.
create table nightjar.stream (
  org      int    not null,
  stream   text   not null collate "C",
  ver      int    not null,
  last_pos bigint not null,
  primary key (org, stream)
) with (fillfactor = 70);

-- What was already done for a sender's key. The hash tells a repetition from another body under the same key.
create table nightjar.dedup (
  org         int         not null,
  source      text        not null collate "C",
  key         text        not null collate "C",
  hash        text        not null collate "C",
  first_pos   bigint      not null,
  last_pos    bigint      not null,
  recorded_at timestamptz not null,
  primary key (org, source, key)
);
create index dedup_age on nightjar.dedup using brin (recorded_at);

-- Payloads as they arrived, zstd-compressed, for adapters that read better later.
create table nightjar.raw (
  org         int         not null,
  source      text        not null collate "C",
  delivery    text        not null collate "C",
  event       text        not null,
  headers     jsonb       not null,
  body        bytea       not null,
  received_at timestamptz not null,
  pos         bigint      not null
);
create index raw_source on nightjar.raw (org, source, pos);
create index raw_age on nightjar.raw using brin (received_at);

-- One row. The epoch grows at each restore or promotion, so that a cursor from before is recognised.
create table nightjar.meta (
  one     boolean primary key default true check (one),
  epoch   int  not null default 1,
  cluster uuid not null default gen_random_uuid(),
  -- The cluster and timeline that it was last seen on; null in a database that nobody has opened yet.
  life    text
);
insert into nightjar.meta default values;

-- Appends many commands in one round trip and answers a status a command.
--
-- The lock is taken first and held to commit, so positions commit in order and a reader's cursor can never skip one. In a
-- volatile function under READ COMMITTED each statement sees a new snapshot, so max(pos) after the lock sees every earlier
-- holder's rows; any other isolation level would not, and is refused.
--
-- c_*: one entry a command. c_expect: null keeps no version. c_source/c_key/c_hash: null without idempotency.
-- e_*: one entry a fact; e_cmd and e_nth (from 1) say whose and which. e_data: JSON texts joined by U+001E, a character JSON
-- always escapes: splitting it costs a third of what decoding a text[] literal does.
-- r_*, t_*: raw deliveries and tasks (a JSON array each) of command r_cmd, t_cmd; null where there are none.
-- The caller sends a (stream with expect) and a (source, key) at most once a batch.
create function nightjar.append(
  c_org int[], c_stream text[], c_expect int[], c_source text[], c_key text[], c_hash text[], c_actor text[], c_cause uuid[], c_n int[],
  e_cmd int[], e_nth int[], e_type text[], e_v smallint[], e_at timestamptz[], e_data text,
  r_cmd int[], r_source text[], r_delivery text[], r_event text[], r_headers jsonb[], r_body bytea[],
  t_cmd int[], t_tasks jsonb[]
) returns table (cmd int, status text, first_pos bigint, last_pos bigint, ver int)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  head bigint;
  t timestamptz;
  tasks jsonb;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'append needs READ COMMITTED' using errcode = '25001';
  end if;
  perform pg_advisory_xact_lock(20177, 1);
  select coalesce(max(e.pos), 0) into head from nightjar.event e;
  t := clock_timestamp();
  return query
  with c as materialized (
    select * from unnest(c_org, c_stream, c_expect, c_source, c_key, c_hash, c_actor, c_cause, c_n)
      with ordinality x(org, stream, expect, source, key, hash, actor, cause, n, ord)
  ), judged as materialized (
    select c.*, coalesce(s.ver, 0) as cur, d.first_pos as seen_first, d.last_pos as seen_last,
      case when d.hash = c.hash then 'duplicate'
           when d.hash is not null then 'mismatch'
           when c.expect <> coalesce(s.ver, 0) then 'conflict'
           else 'ok' end as verdict
    from c
    left join lateral (select s.ver from nightjar.stream s
      where c.expect is not null and s.org = c.org and s.stream = c.stream offset 0) s on true
    left join lateral (select d.hash, d.first_pos, d.last_pos from nightjar.dedup d
      where c.key is not null and d.org = c.org and d.source = c.source and d.key = c.key offset 0) d on true
  ), placed as materialized (
    select j.*, (head + sum(j.n) over (order by j.ord) - j.n)::bigint as base from judged j where j.verdict = 'ok'
  ), facts as (
    insert into nightjar.event (pos, stream, ver, org, type, v, id, at, recorded_at, actor, cause, data)
    select p.base + f.nth, p.stream, case when p.expect is null then 0 else p.cur + f.nth end, p.org, f.type, f.v,
           gen_random_uuid(), coalesce(f.at, t), t, p.actor, p.cause, f.data::jsonb
    from unnest(e_cmd, e_nth, e_type, e_v, e_at, string_to_array(e_data, E'\x1e')) f(cmd, nth, type, v, at, data)
    join placed p on p.ord = f.cmd
  ), streams as (
    insert into nightjar.stream as s (org, stream, ver, last_pos)
    select p.org, p.stream, p.cur + p.n, p.base + p.n from placed p where p.expect is not null
    on conflict (org, stream) do update set ver = excluded.ver, last_pos = excluded.last_pos
  ), keys as (
    insert into nightjar.dedup (org, source, key, hash, first_pos, last_pos, recorded_at)
    select p.org, p.source, p.key, p.hash, p.base + 1, p.base + p.n, t from placed p where p.key is not null
  ), raws as (
    insert into nightjar.raw (org, source, delivery, event, headers, body, received_at, pos)
    select p.org, r.source, r.delivery, r.event, r.headers, r.body, t, p.base + 1
    from unnest(r_cmd, r_source, r_delivery, r_event, r_headers, r_body) r(cmd, source, delivery, event, headers, body)
    join placed p on p.ord = r.cmd
  )
  select j.ord::int, j.verdict, coalesce(p.base + 1, j.seen_first), coalesce(p.base + p.n, j.seen_last),
         case when j.verdict = 'ok' and j.expect is not null then j.cur + j.n else j.cur end
  from judged j left join placed p on p.ord = j.ord;

  if t_cmd is not null then
    -- Only the tasks of commands that were recorded: their key, or else a fact of their stream, stands above `head`. The
    -- stream alone would not tell: a duplicate may share it, and the batch, with a command that is new.
    select jsonb_agg(x.task) into tasks
    from unnest(t_cmd, t_tasks) k(cmd, list), jsonb_array_elements(k.list) x(task)
    where case when c_key[k.cmd] is null
      then exists (select 1 from nightjar.event e where e.pos > head and e.stream = c_stream[k.cmd] and e.org = c_org[k.cmd])
      else exists (select 1 from nightjar.dedup d where d.first_pos > head
        and d.org = c_org[k.cmd] and d.source = c_source[k.cmd] and d.key = c_key[k.cmd]) end;
    if tasks is not null then perform nightjar.enqueue(tasks); end if;
  end if;
end $$;
