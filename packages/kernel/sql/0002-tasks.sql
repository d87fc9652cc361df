-- The task queue. Kept in the same database as the log because a task is enqueued in the transaction of the fact that
-- asks for it. No foreign key from task to topic: a task may be enqueued before any process runs its topic, and the check
-- of each row would lock the topic's row for the length of the enqueueing transaction.

create table nightjar.topic (
  topic text collate "C" primary key,
  paused boolean not null default false,
  max_running int check (max_running > 0),
  rate double precision check (rate > 0),
  burst int check (burst > 0),
  tokens double precision not null default 0,
  refilled_at timestamptz not null default clock_timestamp(),
  retry_base_ms int not null default 1000,
  retry_cap_ms int not null default 600000,
  check ((rate is null) = (burst is null))
) with (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- seq gives the order of arrival (ids are ordered only to the millisecond). attempt counts claims, never goes down, not
-- even at a redrive, and so is the fencing token; attempt - forgiven is what counts against max_attempts.
create table nightjar.task (
  id uuid primary key,
  seq bigint generated always as identity,
  org int not null default 1,
  topic text collate "C" not null,
  priority smallint not null default 50 check (priority >= 0 and priority <= 100),
  state text collate "C" not null check (state in ('scheduled', 'ready', 'leased')),
  run_at timestamptz not null,
  attempt int not null default 0,
  forgiven int not null default 0,
  max_attempts int not null default 5 check (max_attempts > 0),
  lease_until timestamptz,
  lease_owner text,
  exclusive text collate "C",
  unique_key text collate "C",
  payload jsonb not null,
  last_error text,
  created_at timestamptz not null default clock_timestamp()
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
        autovacuum_vacuum_cost_delay = 0, vacuum_truncate = false);
-- vacuum_truncate: giving pages back needs an exclusive lock, and a queue needs the same pages again a moment later.

create index task_ready on nightjar.task (topic, priority, seq) where state = 'ready';
create index task_scheduled on nightjar.task (run_at) where state = 'scheduled';
create index task_leased on nightjar.task (topic, lease_until) where state = 'leased';
create unique index task_exclusive on nightjar.task (org, exclusive)
  where state = 'leased' and exclusive is not null;
create unique index task_unique on nightjar.task (org, topic, unique_key) where unique_key is not null;

-- Finished and dead tasks. A done task loses its payload (nobody reads it again); a dead one keeps all that a redrive needs.
create table nightjar.task_done (
  id uuid primary key,
  org int not null,
  topic text collate "C" not null,
  outcome text collate "C" not null check (outcome in ('done', 'dead')),
  priority smallint not null,
  attempt int not null,
  max_attempts int not null,
  exclusive text collate "C",
  unique_key text collate "C",
  payload jsonb,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz not null
) with (autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_vacuum_scale_factor = 0.05);
create index task_dead on nightjar.task_done (finished_at) where outcome = 'dead';
-- Done tasks have no index of their own by time: ids are by time already, and each index costs every completion.

-- The functions below pin their plans: a queue's statistics are always wrong (empty at the analyze, 50,000 rows a
-- minute later), and a plan made for an empty table would scan all of it at each claim.

-- A version 7 identifier (RFC 9562, 5.7), so that new rows stay together in the index. uuidv7() exists from PostgreSQL 18 on.
create function nightjar.task_id() returns uuid language sql volatile parallel safe as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
    52, 1), 53, 1), 'hex')::uuid
$$;

-- tasks: a JSON array of {topic, payload?, org?, priority?, runAt?, exclusive?, unique?, maxAttempts?}. Answers one id a
-- task, in order: its own, or that of the waiting or running task which has its unique key already.
create function nightjar.enqueue(tasks jsonb) returns setof uuid language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
declare
  moment timestamptz := clock_timestamp();
  ids uuid[];
  refused int[];
  place int;
  standing uuid;
  task jsonb;
begin
  -- Sorted by unique key, so that two transactions with the same keys wait for one another and never in a ring.
  with given as materialized (
    select nightjar.task_id() as id, g.*
    from rows from (jsonb_to_recordset(tasks) as (topic text, payload jsonb, org int, priority smallint,
        "runAt" timestamptz, exclusive text, "unique" text, "maxAttempts" int))
      with ordinality as g (topic, payload, org, priority, run_at, exclusive, unique_key, max_attempts, nth)
  ), fresh as (
    insert into nightjar.task (id, org, topic, priority, state, run_at, max_attempts, exclusive, unique_key, payload)
    select id, coalesce(org, 1), topic, coalesce(priority, 50), case when run_at > moment then 'scheduled' else 'ready' end,
      coalesce(run_at, moment), coalesce(max_attempts, 5), exclusive, unique_key, coalesce(payload, 'null'::jsonb)
    from given order by unique_key nulls last, nth
    on conflict (org, topic, unique_key) where unique_key is not null do nothing
    returning id
  )
  select array_agg(given.id order by nth), array_agg(nth order by nth) filter (where fresh.id is null)
  into ids, refused from given left join fresh on fresh.id = given.id;

  foreach place in array coalesce(refused, '{}') loop
    task := tasks -> (place - 1);
    select t.id into standing from nightjar.task t
    where t.org = coalesce((task ->> 'org')::int, 1) and t.topic = task ->> 'topic' and t.unique_key = task ->> 'unique';
    -- The holder of the key finished between the two statements: the key is free, so the task is enqueued after all.
    if not found then select e into standing from nightjar.enqueue(jsonb_build_array(task)) e; end if;
    ids[place] := standing;
  end loop;
  return query select unnest(ids);
end $$;

-- Full jitter: uniform in [0, min(cap, base * 2^n)), n = failures so far.
-- https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
create function nightjar.task_backoff(n int, base_ms int, cap_ms int) returns interval language sql volatile as $$
  select random() * least(cap_ms, base_ms * 2 ^ least(n, 30)) * interval '1 millisecond'
$$;

-- Claims at most wanted ready tasks, first by priority, then by arrival, no two with the same exclusive key. The topic's
-- row is locked for the few milliseconds this takes: that makes concurrency and rate exact over all processes, and makes
-- this the only transaction that touches the topic's ready rows, so that they need no locks of their own.
create function nightjar.task_claim(of_topic text, wanted int, owner text, lease_ms int)
returns table (id uuid, org int, attempt int, payload jsonb) language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set jit = off as $$
#variable_conflict use_column
declare
  t nightjar.topic;
  n int := wanted;
  available double precision;
  moment timestamptz;
  spots tid[];
  taken int := 0;
begin
  select * into t from nightjar.topic where topic = of_topic for no key update;
  if not found or t.paused then return; end if;
  moment := clock_timestamp();
  if t.max_running is not null then
    n := least(n, t.max_running - (select count(*) from nightjar.task where topic = of_topic and state = 'leased'));
  end if;
  if t.rate is not null then
    available := least(t.burst, t.tokens + t.rate * greatest(0, extract(epoch from moment - t.refilled_at)));
    n := least(n, floor(available)::int);
  end if;
  if n <= 0 then return; end if;

  -- A claim of another topic may win an exclusive key between the two statements; the index then refuses, and the next
  -- round sees it as held. (The sort makes all updates happen before the first row is answered, so none is answered twice.)
  for round in 1..5 loop
    begin
      with candidate as materialized (
        select k.ctid as spot, k.org, k.exclusive, k.priority, k.seq from nightjar.task k
        where k.topic = of_topic and k.state = 'ready' and (k.exclusive is null or not exists (
          select from nightjar.task held
          where held.org = k.org and held.exclusive = k.exclusive and held.exclusive is not null and held.state = 'leased'))
        order by k.topic, k.priority, k.seq limit n
      ), ranked as (
        select spot, exclusive, row_number() over (partition by org, exclusive order by priority, seq) as nth from candidate
      )
      select array_agg(spot) into spots from ranked where exclusive is null or nth = 1;
      exit when spots is null;
      return query
        with leased as (
          update nightjar.task k
          set state = 'leased', attempt = k.attempt + 1, lease_owner = owner,
            lease_until = moment + lease_ms * interval '1 millisecond'
          where k.ctid = any (spots) and k.state = 'ready'
          returning k.id, k.org, k.attempt, k.payload, k.priority, k.seq
        )
        select leased.id, leased.org, leased.attempt, leased.payload from leased order by leased.priority, leased.seq;
      get diagnostics taken = row_count;
      exit;
    exception when unique_violation or deadlock_detected then null;
    end;
  end loop;
  if t.rate is not null and taken > 0 then
    update nightjar.topic set tokens = available - taken, refilled_at = moment where topic = of_topic;
  end if;
end $$;

-- Finishes tasks; answers the ids it finished. A pair that does not match (another attempt, not leased) changes nothing.
create function nightjar.task_complete(ids uuid[], attempts int[]) returns setof uuid language sql volatile
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
  with gone as (
    delete from nightjar.task t using unnest(ids, attempts) as given (id, attempt)
    where t.id = given.id and t.attempt = given.attempt and t.state = 'leased'
    returning t.*
  )
  insert into nightjar.task_done (id, org, topic, outcome, priority, attempt, max_attempts, exclusive, unique_key,
    payload, last_error, created_at, finished_at)
  select id, org, topic, 'done', priority, attempt, max_attempts, exclusive, unique_key,
    null, last_error, created_at, clock_timestamp() from gone
  returning id
$$;

-- Fails attempts: again after a pause, or dead after the last one. Answers what became of each that matched.
create function nightjar.task_fail(ids uuid[], attempts int[], errors text[])
returns table (id uuid, outcome text) language sql volatile
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
  with held as materialized (
    select t.id, given.error, t.attempt - t.forgiven >= t.max_attempts as last
    from unnest(ids, attempts, errors) as given (id, attempt, error)
    join nightjar.task t on t.id = given.id and t.attempt = given.attempt and t.state = 'leased'
    order by t.id for update of t
  ), gone as (
    delete from nightjar.task t using held where t.id = held.id and held.last returning t.*, held.error
  ), dead as (
    insert into nightjar.task_done (id, org, topic, outcome, priority, attempt, max_attempts, exclusive, unique_key,
      payload, last_error, created_at, finished_at)
    select id, org, topic, 'dead', priority, attempt, max_attempts, exclusive, unique_key,
      payload, error, created_at, clock_timestamp() from gone
    returning id
  ), again as (
    update nightjar.task t
    set state = 'scheduled', lease_owner = null, lease_until = null, last_error = held.error,
      run_at = clock_timestamp() + nightjar.task_backoff(t.attempt - t.forgiven,
        (select retry_base_ms from nightjar.topic where topic = t.topic),
        (select retry_cap_ms from nightjar.topic where topic = t.topic))
    from held where t.id = held.id and not held.last
    returning t.id
  )
  select id, 'dead' from dead union all select id, 'retry' from again
$$;

create function nightjar.task_renew(of_id uuid, of_attempt int, lease_ms int) returns boolean language sql volatile as $$
  with renewed as (
    update nightjar.task set lease_until = clock_timestamp() + lease_ms * interval '1 millisecond'
    where id = of_id and attempt = of_attempt and state = 'leased' and lease_until > clock_timestamp()
    returning 1)
  select exists (select 1 from renewed)
$$;

-- Gives claims back that were not used; they do not count as attempts.
create function nightjar.task_release(ids uuid[], attempts int[]) returns setof uuid language sql volatile
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
  update nightjar.task t set state = 'ready', forgiven = t.forgiven + 1, lease_owner = null, lease_until = null
  from unnest(ids, attempts) as given (id, attempt)
  where t.id = given.id and t.attempt = given.attempt and t.state = 'leased'
  returning t.id
$$;

-- Makes due tasks ready and takes expired leases back; any process may run it at any time. Answers, for the topics asked
-- about, whether something is ready, and for all of them the milliseconds until this should run again (null: nothing waits).
-- The moment is a variable because a volatile clock_timestamp() cannot bound an index scan.
create function nightjar.task_tick(of_topics text[])
returns table (topic text, ready boolean, due_ms double precision) language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
#variable_conflict use_column
declare
  moment timestamptz := clock_timestamp();
  spots tid[];
  expired uuid[];
  attempts int[];
  next_at timestamptz;
begin
  select array_agg(due.ctid) into spots from (
    select t.ctid from nightjar.task t where t.state = 'scheduled' and t.run_at <= moment
    order by t.run_at limit 1000 for update skip locked) due;
  if spots is not null then
    update nightjar.task t set state = 'ready' where t.ctid = any (spots) and t.state = 'scheduled';
  end if;

  select array_agg(late.id), array_agg(late.attempt) into expired, attempts
  from nightjar.topic known cross join lateral (
    select t.id, t.attempt from nightjar.task t
    where t.topic = known.topic and t.state = 'leased' and t.lease_until <= moment
    order by t.lease_until limit 500 for update skip locked) late;
  if expired is not null then
    perform nightjar.task_fail(expired, attempts, array_fill('the lease expired'::text, array[cardinality(expired)]));
  end if;

  select least(
    (select t.run_at from nightjar.task t where t.state = 'scheduled' order by t.run_at limit 1),
    (select min(first.lease_until) from nightjar.topic known cross join lateral (
      select t.lease_until from nightjar.task t where t.topic = known.topic and t.state = 'leased'
      order by t.topic, t.lease_until limit 1) first)) into next_at;
  return query
    select known.topic,
      not known.paused and exists (select from nightjar.task t where t.topic = known.topic and t.state = 'ready'),
      extract(epoch from next_at - clock_timestamp())::double precision * 1000
    from nightjar.topic known where known.topic = any (of_topics);
end $$;

-- Puts a dead task back, under its own id. Its count of attempts goes on, so that a worker from before stays fenced off,
-- but all of them are forgiven. False where it is not dead, or another task holds its unique key.
create function nightjar.task_redrive(of_org int, of_id uuid) returns boolean language plpgsql volatile as $$
declare
  d nightjar.task_done;
begin
  select * into d from nightjar.task_done where id = of_id and org = of_org and outcome = 'dead' for update;
  if not found then return false; end if;
  insert into nightjar.task (id, org, topic, priority, state, run_at, attempt, forgiven, max_attempts, exclusive,
    unique_key, payload, last_error, created_at)
  values (d.id, d.org, d.topic, d.priority, 'ready', clock_timestamp(), d.attempt, d.attempt, d.max_attempts, d.exclusive,
    d.unique_key, d.payload, d.last_error, d.created_at)
  on conflict do nothing;
  if not found then return false; end if;
  delete from nightjar.task_done where id = of_id;
  return true;
end $$;

-- Deletes at most a thousand rows of each outcome that finished longer ago than asked; answers how many.
create function nightjar.task_prune(done_ms double precision, dead_ms double precision) returns int
language plpgsql volatile set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
declare
  moment timestamptz := clock_timestamp();
  done_before timestamptz := moment - done_ms * interval '1 millisecond';
  dead_before timestamptz := moment - dead_ms * interval '1 millisecond';
  -- The least id made at that moment: what finished before it was also made before it.
  made_before uuid := (lpad(to_hex(floor(extract(epoch from done_before) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;
  pruned int;
begin
  delete from nightjar.task_done where ctid = any (array(
    (select ctid from nightjar.task_done
      where id < made_before and outcome = 'done' and finished_at < done_before order by id limit 1000)
    union all
    (select ctid from nightjar.task_done
      where outcome = 'dead' and finished_at < dead_before order by finished_at limit 1000)));
  get diagnostics pruned = row_count;
  return pruned;
end $$;

create view nightjar.task_status as
  select id, org, topic, state, attempt, run_at, lease_owner, lease_until, last_error, created_at, null::timestamptz as finished_at
  from nightjar.task
  union all
  select id, org, topic, outcome, attempt, null, null, null, last_error, created_at, finished_at
  from nightjar.task_done;
