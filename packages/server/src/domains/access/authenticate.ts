import { type Caller, nightjarItself, type Right } from '@nightjar/kernel/caller';
import type { Authenticate } from '@nightjar/kernel/http/guard';
import { refusals } from '@nightjar/kernel/refusal';
import type { FastifyRequest } from 'fastify';
import { sessionIn } from './cookie.ts';
import { type CredentialKind, hashOf, parseCredential, sameHash } from './credential.ts';
import { isNewsOfUse, noteUse, type Token } from './decide.ts';
import type { House } from './house.ts';
import type { Standing } from './live-states.ts';
import { provenance } from './origin.ts';

const refuse = refusals({
  'auth.scheme': {
    kind: 'unauthenticated',
    says: 'The Authorization header is not a bearer token.',
    next: 'Send "Authorization: Bearer njt_…".',
  },
  'auth.token-mistyped': {
    kind: 'unauthenticated',
    says: 'The token was mistyped or cut: its checksum does not fit.',
    next: 'Copy it again, whole; it is 78 characters long.',
  },
  'auth.token-unknown': {
    kind: 'unauthenticated',
    says: 'The token does not hold here: it was revoked or replaced, or belongs to another Nightjar.',
    next: 'Issue a new one with `nightjar token create`.',
  },
  'auth.token-expired': {
    kind: 'unauthenticated',
    says: 'The token has expired.',
    next: 'Issue a new one with `nightjar token create`.',
  },
  'auth.session-ended': {
    kind: 'unauthenticated',
    says: 'The session has ended.',
    next: 'Sign in again.',
  },
  'auth.behind': {
    kind: 'unavailable',
    says: 'Nightjar is still reading who may come in.',
    next: 'Try again in a moment; /readyz says how far it has come.',
  },
  'auth.foreign-page': {
    kind: 'forbidden',
    says: 'A browser sent this with its cookie, but not from a page of this Nightjar.',
    next: 'Use the pages of this Nightjar, or a token. Behind a proxy, set the public URL.',
  },
});

const callerOf = (org: number, subject: string, rights: readonly Right[], name: string): Caller => ({
  org,
  subject,
  name,
  rights: new Set(rights),
});

const isOver = (time: string, now: Date): boolean => Date.parse(time) <= now.getTime();

/** Both hashes are always compared, whatever the first one says. */
const holds = (token: Extract<Token, { is: 'active' }>, hash: string, now: Date): boolean => {
  const current = sameHash(token.hash, hash);
  const previous = sameHash(token.previous?.hash ?? '', hash);
  return current || (previous && token.previous !== null && !isOver(token.previous.until, now));
};

export const refuseForeignPage = (
  request: FastifyRequest,
  publicUrl: string | null,
  orNowhere: boolean,
): void => {
  const from = provenance(
    {
      method: request.method,
      host: request.host,
      origin: request.headers.origin,
      secFetchSite: request.headers['sec-fetch-site'] as string | undefined,
    },
    publicUrl,
  );
  if (from === 'foreign' || (from === 'nowhere' && orNowhere)) throw refuse('auth.foreign-page');
};

/** How a request shows who sent it: a bearer token, else a browser's session. Costs no query for what is known. */
export const authenticator = (house: House): Authenticate => {
  const { tokens, people, sessions, clock, logger, settings } = house;
  const bootstrapHash = settings.bootstrapToken === null ? null : hashOf(settings.bootstrapToken);
  const noted = new Map<string, number>();

  const noteUseOf = ({ id, org, state }: Standing<Token>, now: Date): void => {
    // Once a minute at most, should the log be busy.
    if (!isNewsOfUse(state, now) || now.getTime() - (noted.get(id) ?? 0) < 60_000) return;
    noted.set(id, now.getTime());
    void tokens.decide({ ...nightjarItself, org }, id, noteUse(now)).catch((error: Error) => {
      logger.warn({ err: error, token: id }, 'the use of a token could not be noted');
    });
  };

  const found = async <State>(
    states: { get: (id: string) => Standing<State> | undefined },
    kind: CredentialKind,
    text: string,
  ): Promise<Standing<State> | undefined> => {
    const parsed = parseCredential(kind, text);
    if (parsed.is !== 'credential') {
      if (parsed.is === 'mistyped' && kind === 'njt') throw refuse('auth.token-mistyped');
      return undefined;
    }
    if (states.get(parsed.id) !== undefined) return states.get(parsed.id);
    // It may have been issued by another process a moment ago, or before this one started.
    if (!(await house.catchUp())) throw refuse('auth.behind', { retryAfterSeconds: 2 });
    return states.get(parsed.id);
  };

  const byToken = async (authorization: string): Promise<Caller> => {
    const text = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (text === undefined) throw refuse('auth.scheme');
    const hash = hashOf(text);
    if (bootstrapHash !== null && sameHash(bootstrapHash, hash))
      return callerOf(1, 'token:bootstrap', ['admin'], 'bootstrap');
    const standing = await found(tokens, 'njt', text);
    const now = clock.now();
    if (standing?.state.is !== 'active' || !holds(standing.state, hash, now))
      throw refuse('auth.token-unknown');
    const { expiresAt, rights, name } = standing.state;
    if (expiresAt !== null && isOver(expiresAt, now)) throw refuse('auth.token-expired');
    noteUseOf(standing, now);
    return callerOf(standing.org, `token:${standing.id}`, rights, name);
  };

  const bySession = async (text: string, request: FastifyRequest): Promise<Caller> => {
    const session = await found(sessions, 'njs', text);
    if (
      session?.state.is !== 'open' ||
      !sameHash(session.state.hash, hashOf(text)) ||
      isOver(session.state.expiresAt, clock.now())
    )
      throw refuse('auth.session-ended');
    const person = people.get(session.state.person);
    // The last fact of a member is the joining: a session from before it is that of somebody who was removed.
    if (person?.state.is !== 'member' || person.pos > session.state.joined)
      throw refuse('auth.session-ended');
    refuseForeignPage(request, settings.publicUrl, true);
    return callerOf(session.org, `person:${person.id}`, person.state.rights, person.state.name);
  };

  return (request) => {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) return byToken(authorization);
    const session = sessionIn(cookie);
    return session === undefined ? null : bySession(session, request);
  };
};
