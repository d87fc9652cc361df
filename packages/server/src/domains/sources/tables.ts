/** How many deliveries of a source are remembered, and as many more of those that could not be read; fifty are shown. */
export const mostDeliveries = 500;

/** Ids of changes kept with a delivery. */
export const mostChanges = 20;

/** Days for which deliveries are counted by the hour. */
export const tallyDays = 8;

export const tables = `
  create table sender (
    org int not null, source text not null collate "C", deliveries bigint not null,
    first_at timestamptz not null, last_at timestamptz not null,
    primary key (org, source)) with (fillfactor = 50);
  create table delivery (
    org int not null, source text not null collate "C", delivery text not null collate "C",
    pos bigint not null, at timestamptz not null,
    outcome text not null, why text, changes text[] not null, count int not null,
    primary key (org, source, delivery));
  create table tally (
    org int not null, source text not null collate "C", hour timestamptz not null, outcome text not null collate "C",
    count bigint not null,
    primary key (org, source, hour, outcome)) with (fillfactor = 50)`;

export const indexes = `
  create index delivery_pos on delivery (org, source, pos);
  create index delivery_unread on delivery (org, source) where outcome in ('unread', 'parked')`;
