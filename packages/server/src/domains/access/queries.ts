import type { Right } from '@nightjar/kernel/caller';
import type { Database } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import type { Projections } from '@nightjar/kernel/projection/projections';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Person, Session, Token } from './decide.ts';
import type { PasswordHash } from './events.ts';
import type { Standing } from './live-states.ts';
import { people, tokens } from './projection.ts';
import type { PersonCard, TokenCard } from './wire.ts';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

type Source = { readonly database: Database; readonly projections: Projections };

type TokenRow = {
  id: string;
  org: number;
  pos: number;
  name: string;
  rights: Right[];
  prefix: string;
  hash: string;
  previous_hash: string | null;
  previous_until: Date | null;
  expires_at: Date | null;
  created_at: Date;
  created_by: string | null;
  last_used: Date | null;
  revoked_at: Date | null;
};

const tokenOf = (row: TokenRow): Token =>
  row.revoked_at !== null
    ? { is: 'revoked' }
    : {
        is: 'active',
        name: row.name,
        rights: row.rights,
        hash: row.hash,
        previous:
          row.previous_hash !== null && row.previous_until !== null
            ? { hash: row.previous_hash, until: row.previous_until.toISOString() }
            : null,
        expiresAt: iso(row.expires_at),
        lastUsed: iso(row.last_used),
      };

/** How the tokens stand that have changed since a position; of every organisation, for who sends a request is not known yet. */
export const tokensChangedAfter =
  ({ database, projections }: Source) =>
  async (after: number): Promise<Standing<Token>[]> => {
    const rows = await database.many<TokenRow>(
      sql`select * from ${projections.table(tokens, 'token')} where pos > ${after}`,
    );
    return rows.map((row) => ({ id: row.id, org: row.org, pos: row.pos, state: tokenOf(row) }));
  };

type PersonRow = {
  id: string;
  org: number;
  pos: number;
  state: 'invited' | 'member' | 'removed';
  name: string;
  rights: Right[];
  code_hash: string;
  invited_until: Date;
  password: PasswordHash;
  joined_at: Date | null;
};

const personOf = (row: PersonRow): Person => {
  const { name, rights } = row;
  switch (row.state) {
    case 'invited':
      return {
        is: 'invited',
        name,
        rights,
        codeHash: row.code_hash,
        expiresAt: row.invited_until.toISOString(),
      };
    case 'member':
      return { is: 'member', name, rights, password: row.password };
    case 'removed':
      return { is: 'removed' };
  }
};

export const peopleChangedAfter =
  ({ database, projections }: Source) =>
  async (after: number): Promise<Standing<Person>[]> => {
    const rows = await database.many<PersonRow>(
      sql`select * from ${projections.table(people, 'person')} where pos > ${after}`,
    );
    return rows.map((row) => ({ id: row.id, org: row.org, pos: row.pos, state: personOf(row) }));
  };

type SessionRow = {
  id: string;
  org: number;
  pos: number;
  person: string;
  joined: number;
  hash: string;
  expires_at: Date;
  closed: boolean;
};

const sessionOf = (row: SessionRow): Session =>
  row.closed
    ? { is: 'closed' }
    : {
        is: 'open',
        person: row.person,
        hash: row.hash,
        expiresAt: row.expires_at.toISOString(),
        joined: row.joined,
      };

export const sessionsChangedAfter =
  ({ database, projections }: Source) =>
  async (after: number): Promise<Standing<Session>[]> => {
    const rows = await database.many<SessionRow>(
      sql`select * from ${projections.table(people, 'session')} where pos > ${after}`,
    );
    return rows.map((row) => ({ id: row.id, org: row.org, pos: row.pos, state: sessionOf(row) }));
  };

export const tokensOf = async (reader: Reader): Promise<TokenCard[]> => {
  const rows = await reader.many<TokenRow>(
    sql`select * from ${reader.table(tokens, 'token')} where org = ${reader.caller.org} order by created_at desc, id`,
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    rights: row.rights,
    prefix: row.prefix,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    expiresAt: iso(row.expires_at),
    lastUsed: iso(row.last_used),
    revokedAt: iso(row.revoked_at),
  }));
};

export const peopleOf = async (reader: Reader): Promise<PersonCard[]> => {
  const rows = await reader.many<PersonRow>(
    sql`select * from ${reader.table(people, 'person')}
        where org = ${reader.caller.org} and state <> 'removed' order by name, id`,
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    rights: row.rights,
    state: row.state === 'member' ? 'member' : 'invited',
    joinedAt: iso(row.joined_at),
  }));
};
