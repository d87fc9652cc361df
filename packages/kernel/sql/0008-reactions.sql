-- How far each reaction has heard the log. The row is the runner's lock: whoever holds it may react. Part of a backup, as tasks are:
-- where a reaction stood cannot be told from the log, and one that began anew would do again what was done.
create table nightjar.reaction (
  name       text        not null primary key collate "C",
  pos        bigint      not null,
  halted     text,
  updated_at timestamptz not null default clock_timestamp()
) with (fillfactor = 50);
