import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '@nightjar/kernel/caller';
import { nightjarItself } from '@nightjar/kernel/caller';
import { refusals } from '@nightjar/kernel/refusal';
import { attempts, delays } from './attempts.ts';
import { credential, credentialId, hashOf, parseCredential, sameHash } from './credential.ts';
import {
  closeSession,
  extendSession,
  joinAsFirst,
  joinByInvitation,
  openSession,
  refuse as refuseJoining,
} from './decide.ts';
import type { House } from './house.ts';
import { networkOf } from './network.ts';
import { hashPassword, isPassword } from './password.ts';
import { personId } from './person-id.ts';
import type { Welcome } from './welcome.ts';

const refuse = refusals({
  'sign-in.wrong': {
    kind: 'unauthenticated',
    says: 'The name or the password is wrong.',
    next: 'Try again; an admin can invite you anew.',
  },
  'sign-in.too-many': {
    kind: 'busy',
    says: 'There were too many attempts for this name from this network, or for many names.',
    next: 'Wait for the time that Retry-After says.',
  },
});

const quarterHour = 15 * 60_000;

/** Sessions are opened for the organisation of the first run until there is single sign-on. */
const org = nightjarItself.org;

export type SignedIn = { readonly person: string; readonly cookie: string; readonly position: number };

type Attempt = { readonly name: string; readonly password: string; readonly address: string };

export type SignIn = {
  readonly signIn: (attempt: Attempt) => Promise<SignedIn>;
  readonly join: (attempt: Attempt & { readonly code: string }) => Promise<SignedIn>;
  /** The session of a cookie: slides its end; null where it has ended. */
  readonly extend: (cookie: string) => Promise<boolean>;
  readonly signOut: (cookie: string) => Promise<void>;
  /** Nobody has joined yet. */
  readonly firstRun: () => boolean;
};

export const signingIn = (house: House, welcome: Welcome): SignIn => {
  const { people, sessions, clock } = house;
  // By name and network: by name alone, anyone could keep its owner out. An address may be that of a whole office.
  const ofName = attempts({ limit: 10, windowMs: quarterHour });
  const ofNetwork = attempts({ limit: 60, windowMs: quarterHour });
  const fromAnywhere = delays({ free: 30, stepMs: 100, mostMs: 2000, windowMs: quarterHour });
  const keyOf = (id: string, address: string): string => `${id} ${networkOf(address)}`;

  const begin = async (id: string, address: string): Promise<void> => {
    const now = clock.now();
    const seconds = Math.max(ofName.begin(keyOf(id, address), now), ofNetwork.begin(networkOf(address), now));
    if (seconds > 0) throw refuse('sign-in.too-many', { retryAfterSeconds: seconds });
    const delayMs = fromAnywhere(id, now);
    if (delayMs > 0) await sleep(delayMs);
  };

  const open = async (person: string, joined: number, address: string): Promise<SignedIn> => {
    const id = credentialId(randomBytes(12));
    const cookie = credential('njs', id, randomBytes(32));
    const caller: Caller = { org, subject: `person:${person}`, rights: new Set() };
    const command = openSession(person, joined, hashOf(cookie), clock.now());
    const { position } = await sessions.decide(caller, id, command);
    ofName.succeeded(keyOf(person, address));
    return { person, cookie, position };
  };

  const firstRun = (): boolean =>
    house.isInformed() && ![...people.all()].some(({ state }) => state.is === 'member');

  const joinFirst = async (
    id: string,
    { name, password }: Attempt,
    giveBack: () => void,
  ): Promise<number> => {
    try {
      const kept = await hashPassword(password);
      const caller: Caller = { ...nightjarItself, subject: `person:${id}` };
      return (await people.decide(caller, id, joinAsFirst({ name, password: kept }))).position;
    } catch (error) {
      giveBack();
      throw error;
    }
  };

  const joinInvited = async (
    id: string,
    { name, password, code }: Attempt & { code: string },
  ): Promise<number> => {
    const holds = (codeHash: string): boolean => sameHash(codeHash, hashOf(code));
    const state = people.get(id)?.state;
    // Before the work of hashing a password is done for somebody who has no code.
    if (state?.is !== 'invited' || !holds(state.codeHash)) throw refuseJoining('person.code');
    const kept = await hashPassword(password);
    const command = joinByInvitation({ name, password: kept }, holds, clock.now());
    return (await people.decide({ org, subject: `person:${id}`, rights: new Set() }, id, command)).position;
  };

  /** The open session of a cookie that holds. */
  const held = async (cookie: string): Promise<{ id: string; caller: Caller } | null> => {
    const parsed = parseCredential('njs', cookie);
    if (parsed.is !== 'credential') return null;
    if (sessions.get(parsed.id) === undefined) await house.catchUp();
    const session = sessions.get(parsed.id);
    if (session?.state.is !== 'open' || !sameHash(session.state.hash, hashOf(cookie))) return null;
    return {
      id: session.id,
      caller: { org: session.org, subject: `person:${session.state.person}`, rights: new Set() },
    };
  };

  return {
    firstRun,
    signIn: async ({ name, password, address }) => {
      const id = personId(org, name);
      await begin(id, address);
      if (people.get(id) === undefined) await house.catchUp();
      const person = people.get(id);
      const kept = person?.state.is === 'member' ? person.state.password : null;
      if (!(await isPassword(password, kept)) || person === undefined) throw refuse('sign-in.wrong');
      return open(id, person.pos, address);
    },
    join: async (attempt) => {
      const id = personId(org, attempt.name);
      await begin(id, attempt.address);
      // Somebody may have joined at another process.
      await house.catchUp();
      const giveBack = firstRun() ? welcome.take(attempt.code) : null;
      const joining = giveBack === null ? joinInvited(id, attempt) : joinFirst(id, attempt, giveBack);
      return open(id, await joining, attempt.address);
    },
    extend: async (cookie) => {
      const session = await held(cookie);
      if (session === null) return false;
      const { facts } = await sessions.decide(session.caller, session.id, extendSession(clock.now()));
      return facts.length > 0;
    },
    signOut: async (cookie) => {
      const session = await held(cookie);
      if (session !== null) await sessions.decide(session.caller, session.id, closeSession());
    },
  };
};
