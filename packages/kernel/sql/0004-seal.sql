-- Merkle blocks behind the head, chained: hash = H(prev | from | to | root). One changed byte of a sealed fact is found at its block.
create table nightjar.seal (
  from_pos  bigint      primary key,
  to_pos    bigint      not null,
  n         int         not null,
  prev      bytea,
  root      bytea       not null,
  hash      bytea       not null,
  sealed_at timestamptz not null default clock_timestamp(),
  check (to_pos >= from_pos),
  check (n = to_pos - from_pos + 1)
);

-- The leaf of one fact (RFC 6962 section 2.1: SHA-256 over 0x00 and the entry). The entry is the row as JSON text with times in
-- microseconds since 1970, so that it depends on no session setting; jsonb prints the same after a dump and a restore.
create function nightjar.leaf(e nightjar.event) returns bytea
language sql stable parallel safe as $$
  select sha256('\x00'::bytea || convert_to(jsonb_build_array(
    e.pos, e.stream, e.ver, e.org, e.type, e.v, e.id,
    (extract(epoch from e.at) * 1000000)::bigint, (extract(epoch from e.recorded_at) * 1000000)::bigint,
    e.actor, e.cause, e.data)::text, 'UTF8'))
$$;
