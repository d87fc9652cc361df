import { may, type Right } from '@nightjar/kernel/caller';
import type { Http } from '@nightjar/kernel/http/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuseForeignPage } from './authenticate.ts';
import { noSessionCookie, sessionCookie, sessionIn } from './cookie.ts';
import { sessionDays } from './decide.ts';
import type { House } from './house.ts';
import type { SignedIn, SignIn } from './sign-in.ts';
import { Done, Joining, SignIn as SignInBody, smallBody, Whoami } from './wire.ts';

const config = { right: 'anyone' } as const;
const sessionSeconds = sessionDays * 86_400;
const every: readonly Right[] = ['ingest', 'read', 'admin'];

export const sessionRoutes = (http: Http, house: House, signIn: SignIn): void => {
  const { publicUrl } = house.settings;
  const isSecure = (request: FastifyRequest): boolean =>
    request.protocol === 'https' || (publicUrl?.startsWith('https:') ?? false);

  const nameOf = (subject: string): string => {
    const [kind, id = ''] = subject.split(':');
    const state = kind === 'person' ? house.people.get(id)?.state : house.tokens.get(id)?.state;
    return state !== undefined && 'name' in state ? state.name : subject;
  };

  const welcomeIn = (request: FastifyRequest, reply: FastifyReply, { cookie, position }: SignedIn) =>
    reply
      .code(201)
      .header('set-cookie', sessionCookie(cookie, sessionSeconds, isSecure(request)))
      .send({ position });

  const create = { summary: 'Sign in', body: SignInBody, response: { 201: Done } };
  http.post('/api/v1/session', { config, bodyLimit: smallBody, schema: create }, async (request, reply) => {
    // Another site must not sign a browser in as somebody of its choice.
    refuseForeignPage(request, publicUrl, false);
    return welcomeIn(request, reply, await signIn.signIn({ ...request.body, address: request.ip }));
  });

  const join = {
    summary: 'Join, with the code of the first run or of an invitation; signs in',
    body: Joining,
    response: { 201: Done },
  };
  http.post('/api/v1/people', { config, bodyLimit: smallBody, schema: join }, async (request, reply) => {
    refuseForeignPage(request, publicUrl, false);
    return welcomeIn(request, reply, await signIn.join({ ...request.body, address: request.ip }));
  });

  const whoami = { summary: 'Who am I? Slides the end of the session', response: { 200: Whoami } };
  http.get('/api/v1/session', { config, schema: whoami }, async (request, reply) => {
    const { subject, rights } = request.caller;
    const cookie = sessionIn(request.headers.cookie);
    if (subject.startsWith('person:') && cookie !== undefined && (await signIn.extend(cookie)))
      reply.header('set-cookie', sessionCookie(cookie, sessionSeconds, isSecure(request)));
    const caller =
      rights.size === 0
        ? null
        : { subject, name: nameOf(subject), rights: every.filter((right) => may(request.caller, right)) };
    return { caller, firstRun: signIn.firstRun() };
  });

  const leave = { summary: 'Sign out' };
  http.delete('/api/v1/session', { config, bodyLimit: smallBody, schema: leave }, async (request, reply) => {
    refuseForeignPage(request, publicUrl, false);
    const cookie = sessionIn(request.headers.cookie);
    if (cookie !== undefined) await signIn.signOut(cookie);
    return reply
      .code(204)
      .header('set-cookie', noSessionCookie(isSecure(request)))
      .send();
  });
};
