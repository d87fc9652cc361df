import { sql } from '@nightjar/kernel/database/sql';
import { projection } from '@nightjar/kernel/projection/projection';
import type { PersonFact, SessionFact, TokenFact } from './events.ts';

const idOf = ({ stream }: { readonly stream: string }): string => stream.slice(stream.indexOf(':') + 1);

/** `pos` is that of the last fact about the row, so that a process asks only for what it has not seen. */
export const tokens = projection<TokenFact>({
  name: 'access.tokens',
  version: 1,
  tables: `create table token (
    id text primary key collate "C", org int not null, pos bigint not null,
    name text not null, rights text[] not null, prefix text not null, hash text not null,
    previous_hash text, previous_until timestamptz, expires_at timestamptz,
    created_at timestamptz not null, created_by text, last_used timestamptz, revoked_at timestamptz)`,
  indexes: 'create index token_pos on token (pos)',
  on: {
    TokenIssued: ({ data, ...fact }) => sql`
      insert into token (id, org, pos, name, rights, prefix, hash, expires_at, created_at, created_by)
      values (${idOf(fact)}, ${fact.org}, ${fact.pos}, ${data.name}, ${data.rights}, ${data.prefix}, ${data.hash},
              ${data.expiresAt}, ${fact.recordedAt}, ${fact.actor})`,
    TokenRotated: ({ data, ...fact }) => sql`
      update token set pos = ${fact.pos}, previous_hash = hash, previous_until = ${data.previousUntil},
             hash = ${data.hash}, prefix = ${data.prefix}
      where id = ${idOf(fact)}`,
    TokenRevoked: (fact) => sql`
      update token set pos = ${fact.pos}, revoked_at = ${fact.recordedAt} where id = ${idOf(fact)}`,
    TokenUsed: ({ data, ...fact }) => sql`
      update token set pos = ${fact.pos}, last_used = ${data.usedAt} where id = ${idOf(fact)}`,
  },
});

export const people = projection<PersonFact | SessionFact>({
  name: 'access.people',
  version: 2,
  tables: `create table person (
    id text primary key collate "C", org int not null, pos bigint not null,
    state text not null, name text not null, rights text[] not null,
    code_hash text, invited_until timestamptz, password jsonb, joined_at timestamptz);
  create table session (
    id text primary key collate "C", org int not null, pos bigint not null,
    person text not null, joined bigint not null, hash text not null, opened_at timestamptz not null, expires_at timestamptz not null,
    closed boolean not null default false)`,
  indexes: 'create index person_pos on person (pos); create index session_pos on session (pos)',
  on: {
    PersonInvited: ({ data, ...fact }) => sql`
      insert into person (id, org, pos, state, name, rights, code_hash, invited_until)
      values (${idOf(fact)}, ${fact.org}, ${fact.pos}, 'invited', ${data.name}, ${data.rights}, ${data.codeHash},
              ${data.expiresAt})
      on conflict (id) do update set pos = excluded.pos, state = 'invited', name = excluded.name,
        rights = excluded.rights, code_hash = excluded.code_hash, invited_until = excluded.invited_until`,
    PersonJoined: ({ data, ...fact }) => sql`
      insert into person (id, org, pos, state, name, rights, password, joined_at)
      values (${idOf(fact)}, ${fact.org}, ${fact.pos}, 'member', ${data.name}, ${data.rights},
              ${JSON.stringify(data.password)}, ${fact.recordedAt})
      on conflict (id) do update set pos = excluded.pos, state = 'member', name = excluded.name,
        rights = excluded.rights, password = excluded.password, joined_at = excluded.joined_at, code_hash = null`,
    PersonRemoved: (fact) => sql`
      update person set pos = ${fact.pos}, state = 'removed', password = null, code_hash = null
      where id = ${idOf(fact)}`,
    // What has ended is dropped here, by the fact's own time, so that a rebuild ends in the same rows.
    SessionOpened: ({ data, ...fact }) => [
      sql`delete from session where expires_at < ${fact.recordedAt}`,
      sql`insert into session (id, org, pos, person, joined, hash, opened_at, expires_at)
          values (${idOf(fact)}, ${fact.org}, ${fact.pos}, ${data.person}, ${data.joined ?? 0}, ${data.hash},
                  ${fact.recordedAt}, ${data.expiresAt})`,
    ],
    SessionExtended: ({ data, ...fact }) => sql`
      update session set pos = ${fact.pos}, expires_at = ${data.expiresAt} where id = ${idOf(fact)}`,
    SessionClosed: (fact) => sql`
      update session set pos = ${fact.pos}, closed = true where id = ${idOf(fact)}`,
  },
});
