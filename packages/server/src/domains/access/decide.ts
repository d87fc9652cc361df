import type { Right } from '@nightjar/kernel/caller';
import type { Decider } from '@nightjar/kernel/decide';
import { refusals } from '@nightjar/kernel/refusal';
import type { PasswordHash, PersonFact, SessionFact, TokenFact } from './events.ts';

export const refuse = refusals({
  'token.unknown': {
    kind: 'missing',
    says: 'There is no token with this id.',
    next: 'List the tokens with `nightjar token list`.',
  },
  'token.revoked': {
    kind: 'conflict',
    says: 'The token was revoked, for good.',
    next: 'Issue a new one.',
  },
  'token.expiry': {
    kind: 'invalid',
    says: 'A token cannot expire in the past.',
    next: 'Give a later time, or none.',
  },
  'person.exists': {
    kind: 'conflict',
    says: 'Somebody with this name has joined already.',
    next: 'Sign in, or take another name.',
  },
  'person.unknown': {
    kind: 'missing',
    says: 'There is no such person.',
    next: 'List the people with GET /api/v1/people.',
  },
  'person.code': {
    kind: 'forbidden',
    says: 'The code is wrong, was used, or is no longer valid.',
    next: 'On a first run, take the link that Nightjar printed at its last start; else ask an admin to invite you.',
  },
});

export type Token =
  | { readonly is: 'unknown' }
  | {
      readonly is: 'active';
      readonly name: string;
      readonly rights: readonly Right[];
      readonly hash: string;
      readonly previous: { readonly hash: string; readonly until: string } | null;
      readonly expiresAt: string | null;
      readonly lastUsed: string | null;
    }
  | { readonly is: 'revoked' };

const evolveToken = (token: Token, fact: TokenFact): Token => {
  switch (fact.type) {
    case 'TokenIssued': {
      const { name, rights, hash, expiresAt } = fact.data;
      return { is: 'active', name, rights, hash, previous: null, expiresAt, lastUsed: null };
    }
    case 'TokenRevoked':
      return { is: 'revoked' };
    case 'TokenRotated':
      if (token.is !== 'active') return token;
      return {
        ...token,
        hash: fact.data.hash,
        previous: { hash: token.hash, until: fact.data.previousUntil },
      };
    case 'TokenUsed':
      return token.is === 'active' ? { ...token, lastUsed: fact.data.usedAt } : token;
  }
};

export const tokenDecider: Decider<Token, TokenFact> = { initial: { is: 'unknown' }, evolve: evolveToken };

type Issue = Extract<TokenFact, { type: 'TokenIssued' }>['data'];

/** The id is random, so an issued one means that the same request came again. */
export const issueToken =
  (issue: Issue, now: Date) =>
  (token: Token): TokenFact[] => {
    if (token.is !== 'unknown') return [];
    if (issue.expiresAt !== null && Date.parse(issue.expiresAt) <= now.getTime())
      throw refuse('token.expiry');
    return [{ type: 'TokenIssued', data: issue }];
  };

export const rotateToken =
  (hash: string, prefix: string, previousUntil: string) =>
  (token: Token): TokenFact[] => {
    if (token.is === 'unknown') throw refuse('token.unknown');
    if (token.is === 'revoked') throw refuse('token.revoked');
    return token.hash === hash ? [] : [{ type: 'TokenRotated', data: { hash, prefix, previousUntil } }];
  };

export const revokeToken =
  () =>
  (token: Token): TokenFact[] => {
    if (token.is === 'unknown') throw refuse('token.unknown');
    return token.is === 'revoked' ? [] : [{ type: 'TokenRevoked', data: {} }];
  };

const hourMs = 3_600_000;

/** True where a use at `now` is worth a fact. */
export const isNewsOfUse = (token: Token, now: Date): boolean =>
  token.is === 'active' && (token.lastUsed === null || now.getTime() - Date.parse(token.lastUsed) >= hourMs);

export const noteUse =
  (now: Date) =>
  (token: Token): TokenFact[] =>
    isNewsOfUse(token, now) ? [{ type: 'TokenUsed', data: { usedAt: now.toISOString() } }] : [];

export type Person =
  | { readonly is: 'unknown' }
  | {
      readonly is: 'invited';
      readonly name: string;
      readonly rights: readonly Right[];
      readonly codeHash: string;
      readonly expiresAt: string;
    }
  | {
      readonly is: 'member';
      readonly name: string;
      readonly rights: readonly Right[];
      readonly password: PasswordHash;
    }
  | { readonly is: 'removed' };

export const personDecider: Decider<Person, PersonFact> = {
  initial: { is: 'unknown' },
  evolve: (_, fact) => {
    switch (fact.type) {
      case 'PersonInvited':
        return { is: 'invited', ...fact.data };
      case 'PersonJoined':
        return { is: 'member', ...fact.data };
      case 'PersonRemoved':
        return { is: 'removed' };
    }
  },
};

type Invitation = Extract<PersonFact, { type: 'PersonInvited' }>['data'];

/** Inviting again replaces the code; somebody who was removed may be invited again. */
export const invitePerson =
  (invitation: Invitation) =>
  (person: Person): PersonFact[] => {
    if (person.is === 'member') throw refuse('person.exists');
    return [{ type: 'PersonInvited', data: invitation }];
  };

type Join = { readonly name: string; readonly password: PasswordHash };

/** The first person of all, by the code that Nightjar printed: an admin. */
export const joinAsFirst =
  ({ name, password }: Join) =>
  (person: Person): PersonFact[] => {
    if (person.is === 'member') throw refuse('person.exists');
    return [{ type: 'PersonJoined', data: { name, rights: ['admin'], password } }];
  };

/** `holds` compares the code with the hash of the invitation, in constant time. */
export const joinByInvitation =
  ({ name, password }: Join, holds: (codeHash: string) => boolean, now: Date) =>
  (person: Person): PersonFact[] => {
    if (person.is !== 'invited' || !holds(person.codeHash)) throw refuse('person.code');
    if (Date.parse(person.expiresAt) <= now.getTime()) throw refuse('person.code');
    return [{ type: 'PersonJoined', data: { name, rights: person.rights, password } }];
  };

export const removePerson =
  () =>
  (person: Person): PersonFact[] => {
    if (person.is === 'unknown') throw refuse('person.unknown');
    return person.is === 'removed' ? [] : [{ type: 'PersonRemoved', data: {} }];
  };

export type Session =
  | { readonly is: 'unknown' }
  | {
      readonly is: 'open';
      readonly person: string;
      readonly hash: string;
      readonly expiresAt: string;
      readonly joined: number;
    }
  | { readonly is: 'closed' };

export const sessionDecider: Decider<Session, SessionFact> = {
  initial: { is: 'unknown' },
  evolve: (session, fact) => {
    switch (fact.type) {
      case 'SessionOpened':
        return { is: 'open', joined: 0, ...fact.data };
      case 'SessionExtended':
        return session.is === 'open' ? { ...session, expiresAt: fact.data.expiresAt } : session;
      case 'SessionClosed':
        return { is: 'closed' };
    }
  },
};

export const sessionDays = 30;
const dayMs = 24 * hourMs;

const sessionEnd = (now: Date): string => new Date(now.getTime() + sessionDays * dayMs).toISOString();

/** `joined` is the position at which the person joined. */
export const openSession =
  (person: string, joined: number, hash: string, now: Date) =>
  (session: Session): SessionFact[] =>
    session.is === 'unknown'
      ? [{ type: 'SessionOpened', data: { person, hash, expiresAt: sessionEnd(now), joined } }]
      : [];

/** Slides the end, at most once a day. A session that has ended does not come back. */
export const extendSession =
  (now: Date) =>
  (session: Session): SessionFact[] => {
    if (session.is !== 'open') return [];
    const left = Date.parse(session.expiresAt) - now.getTime();
    if (left <= 0 || left > (sessionDays - 1) * dayMs) return [];
    return [{ type: 'SessionExtended', data: { expiresAt: sessionEnd(now) } }];
  };

export const closeSession =
  () =>
  (session: Session): SessionFact[] =>
    session.is === 'open' ? [{ type: 'SessionClosed', data: {} }] : [];
