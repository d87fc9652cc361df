import type { Line } from './line.ts';
import type { Done, Invited, Person, Right } from './wire.ts';

export type People = {
  readonly list: () => Promise<readonly Person[]>;
  /** The link in the answer lets them join, within a week; `read` where no rights are given. */
  readonly invite: (who: { readonly name: string; readonly rights?: readonly Right[] }) => Promise<Invited>;
  readonly remove: (id: string) => Promise<Done>;
};

export const peopleOver = (line: Line): People => ({
  list: async () =>
    (await line.json<{ people: readonly Person[] }>({ path: '/api/v1/people' }, ['people'])).people,
  invite: (body) => line.json<Invited>({ method: 'POST', path: '/api/v1/invitations', body }, ['id', 'link']),
  remove: (id) =>
    line.json<Done>(
      { method: 'DELETE', path: `/api/v1/people/${encodeURIComponent(id)}`, repeatable: true },
      ['position'],
    ),
});
