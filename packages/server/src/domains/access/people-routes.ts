import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Type } from 'typebox';
import { hashOf } from './credential.ts';
import { invitePerson, removePerson } from './decide.ts';
import type { House } from './house.ts';
import { personId } from './person-id.ts';
import { people } from './projection.ts';
import { peopleOf } from './queries.ts';
import { linkOf, newCode } from './welcome.ts';
import { Done, Invitation, Invited, PersonList, smallBody } from './wire.ts';

const config = { right: 'admin' } as const;
const weekMs = 7 * 86_400_000;

export const peopleRoutes = (http: Http, kernel: Kernel, house: House): void => {
  const list = { summary: 'Who has joined or is invited', response: { 200: PersonList } };
  http.get('/api/v1/people', { config, schema: list }, async ({ caller }) => ({
    people: await peopleOf(await kernel.reader(caller, { consistency: 'strong', of: [people] })),
  }));

  const invite = {
    summary: 'Invite somebody: they join with the link, within a week',
    body: Invitation,
    response: { 201: Invited },
  };
  http.post(
    '/api/v1/invitations',
    { config, bodyLimit: smallBody, schema: invite },
    async ({ caller, body }, reply) => {
      const { name, rights = ['read'] } = body;
      const [id, code] = [personId(caller.org, name), newCode()];
      const expiresAt = new Date(house.clock.now().getTime() + weekMs).toISOString();
      const command = invitePerson({ name, rights, codeHash: hashOf(code), expiresAt });
      const { position } = await house.people.decide(caller, id, command);
      const link = `${linkOf(code)}&name=${encodeURIComponent(name)}`;
      return reply.code(201).send({ id, link, expiresAt, position });
    },
  );

  const remove = {
    summary: 'Remove somebody: their sessions end at once',
    params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
    response: { 200: Done },
  };
  http.delete(
    '/api/v1/people/:id',
    { config, bodyLimit: smallBody, schema: remove },
    async ({ caller, params }) => {
      const { position } = await house.people.decide(caller, params.id, removePerson());
      return { position };
    },
  );
};
