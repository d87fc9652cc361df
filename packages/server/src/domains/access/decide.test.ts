import { expect, test } from 'vitest';
import {
  closeSession,
  extendSession,
  invitePerson,
  issueToken,
  joinAsFirst,
  joinByInvitation,
  noteUse,
  openSession,
  type Person,
  personDecider,
  removePerson,
  revokeToken,
  rotateToken,
  type Session,
  sessionDecider,
  type Token,
  tokenDecider,
} from './decide.ts';
import type { PasswordHash, PersonFact, SessionFact, TokenFact } from './events.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const issue = {
  name: 'ci',
  rights: ['ingest'] as const,
  hash: 'h1',
  prefix: 'njt_0123',
  expiresAt: null,
};
const issued: TokenFact = { type: 'TokenIssued', data: issue };
const token = (...facts: TokenFact[]): Token => facts.reduce(tokenDecider.evolve, tokenDecider.initial);
const refusal = (code: string) => expect.objectContaining({ code });

test('a token is issued once, however often the command comes', () => {
  expect(issueToken(issue, now)(token())).toEqual([issued]);
  expect(issueToken(issue, now)(token(issued))).toEqual([]);
});

test('a token cannot expire in the past', () => {
  const past = { ...issue, expiresAt: now.toISOString() };
  expect(() => issueToken(past, now)(token())).toThrow(refusal('token.expiry'));
});

test('a rotated token keeps the hash before it, and when that ends', () => {
  const until = later(24).toISOString();
  const facts = rotateToken('h2', 'njt_0123', until)(token(issued));
  expect(token(issued, ...facts)).toMatchObject({ hash: 'h2', previous: { hash: 'h1', until } });
});

test('what was revoked stays revoked', () => {
  const revoked = token(issued, ...revokeToken()(token(issued)));
  expect(revoked).toEqual({ is: 'revoked' });
  expect(revokeToken()(revoked)).toEqual([]);
  expect(() => rotateToken('h2', 'p', '')(revoked)).toThrow(refusal('token.revoked'));
  expect(noteUse(now)(revoked)).toEqual([]);
});

test('a token that nobody issued can be neither rotated nor revoked', () => {
  expect(() => revokeToken()(token())).toThrow(refusal('token.unknown'));
  expect(() => rotateToken('h2', 'p', '')(token())).toThrow(refusal('token.unknown'));
});

test('a use is a fact at most once an hour', () => {
  const used = token(issued, ...noteUse(now)(token(issued)));
  expect(used).toMatchObject({ lastUsed: now.toISOString() });
  expect(noteUse(later(0.99))(used)).toEqual([]);
  expect(noteUse(later(1))(used)).toHaveLength(1);
});

const password: PasswordHash = {
  algorithm: 'argon2id',
  memory: 8,
  passes: 1,
  parallelism: 1,
  salt: '',
  hash: '',
};
const ada = { name: 'Ada', password };
const person = (...facts: PersonFact[]): Person => facts.reduce(personDecider.evolve, personDecider.initial);
const invitation = {
  name: 'Ada',
  rights: ['read'] as const,
  codeHash: 'c1',
  expiresAt: later(1).toISOString(),
};
const invited: PersonFact = { type: 'PersonInvited', data: invitation };
const right = (hash: string): boolean => hash === 'c1';

test('the first person is an admin', () => {
  expect(person(...joinAsFirst(ada)(person()))).toMatchObject({ is: 'member', rights: ['admin'] });
});

test('a name that is taken cannot be joined or invited again', () => {
  const member = person(...joinAsFirst(ada)(person()));
  expect(() => joinAsFirst(ada)(member)).toThrow(refusal('person.exists'));
  expect(() => invitePerson(invitation)(member)).toThrow(refusal('person.exists'));
});

test('somebody invited joins with the rights of the invitation, with its code, in time, once', () => {
  const open = person(invited);
  const joined = person(invited, ...joinByInvitation(ada, right, now)(open));
  expect(joined).toMatchObject({ is: 'member', rights: ['read'] });
  for (const attempt of [
    () => joinByInvitation(ada, () => false, now)(open),
    () => joinByInvitation(ada, right, later(1))(open),
    () => joinByInvitation(ada, right, now)(joined),
    () => joinByInvitation(ada, right, now)(person()),
  ])
    expect(attempt).toThrow(refusal('person.code'));
});

test('somebody removed is out, and may be invited again', () => {
  const removed = person(invited, ...removePerson()(person(invited)));
  expect(removed).toEqual({ is: 'removed' });
  expect(removePerson()(removed)).toEqual([]);
  expect(invitePerson(invitation)(removed)).toEqual([invited]);
  expect(() => removePerson()(person())).toThrow(refusal('person.unknown'));
});

const session = (...facts: SessionFact[]): Session =>
  facts.reduce(sessionDecider.evolve, sessionDecider.initial);
const opened = openSession('p', 1, 'h', now)(session());

test('a session lasts thirty days and slides at most once a day', () => {
  const fresh = session(...opened);
  expect(fresh).toMatchObject({ expiresAt: later(30 * 24).toISOString() });
  expect(extendSession(later(23))(fresh)).toEqual([]);
  const slid = session(...opened, ...extendSession(later(25))(fresh));
  expect(slid).toMatchObject({ expiresAt: later(25 + 30 * 24).toISOString() });
});

test('a session that ended or was closed does not come back', () => {
  expect(extendSession(later(30 * 24))(session(...opened))).toEqual([]);
  const closed = session(...opened, ...closeSession()(session(...opened)));
  expect(extendSession(later(25))(closed)).toEqual([]);
  expect(closeSession()(closed)).toEqual([]);
  expect(openSession('p', 1, 'h', now)(closed)).toEqual([]);
});
