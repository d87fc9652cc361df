/**
 * - `alert`: each alert as it was last seen to stand, in brief, and the group that it is part of now; none where its episode is not
 *   grouped yet. `moment` and `place`: when and by which delivery it was last heard of.
 * - `grp`: each group, with what follows from its members.
 * - `member`: which alerts a group has held, also those that have fired again since as part of another.
 */
export const tables = `
create table alert (
  id text collate "C" primary key,
  org int not null,
  source text collate "C" not null,
  title text collate "C" not null,
  severity text collate "C",
  services text[] collate "C" not null,
  environment text collate "C",
  things text[] collate "C" not null,
  rule text collate "C",
  signal text collate "C" not null,
  state text collate "C" not null,
  at timestamptz not null,
  moment timestamptz not null,
  place text collate "C" not null,
  reading int not null,
  grp text collate "C"
) with (fillfactor = 80);

create table grp (
  id text collate "C" primary key,
  org int not null,
  lead text collate "C" not null,
  diagnosis text collate "C",
  merged_into text collate "C",
  count int not null default 0,
  firing int not null default 0,
  first_at timestamptz not null,
  last_at timestamptz not null,
  ended_at timestamptz,
  services text[] collate "C" not null default '{}',
  service_count int not null default 0
) with (fillfactor = 80);

create table member (
  grp text collate "C" not null,
  alert text collate "C" not null,
  at timestamptz not null,
  why text collate "C",
  primary key (grp, alert)
);
`;

export const indexes = `
create index if not exists alert_ungrouped on alert (org, at) where grp is null and state <> 'resolved';
create index if not exists alert_grouped on alert (org, at) where grp is not null;
create index if not exists member_in_order on member (grp, at, alert);
create index if not exists grp_by_time on grp (org, first_at, id) where merged_into is null;
create index if not exists grp_of_diagnosis on grp (diagnosis) where diagnosis is not null;
create index if not exists grp_open on grp (org, first_at, id) where merged_into is null and firing > 0;
`;
