-- Secrets, sealed (AES-256-GCM) with a key that is not in this database: NIGHTJAR_SECRET_KEY, or `secret.key` in the data folder.
-- They stand beside the log, because a fact is never forgotten and a secret has to be. They are part of a backup, as they stand here.
create table nightjar.secret (
  id         text        not null primary key collate "C",
  org        int         not null,
  -- What it is for: `source:github`.
  owner      text        not null collate "C",
  name       text        not null,
  sealed     bytea       not null,
  -- False until the fact that tells of it is in the log: a crash between the two leaves nothing in force that nobody knows of.
  in_force   boolean     not null,
  created_at timestamptz not null default clock_timestamp(),
  created_by text        not null,
  expires_at timestamptz
);
create index secret_owner on nightjar.secret (org, owner);

-- Deliveries refused for their proof: counted, never recorded, because anybody can send them.
create table nightjar.refused_delivery (
  org      int         not null,
  source   text        not null collate "C",
  verdict  text        not null collate "C",
  count    bigint      not null,
  first_at timestamptz not null,
  last_at  timestamptz not null,
  primary key (org, source, verdict)
);
