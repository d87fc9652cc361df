import { kindOfActor } from '../../change/actor.ts';
import { instant } from '../../change/instant.ts';
import type { Actor } from '../../change/observation.ts';
import { field, idAt, personIn, textAt } from '../json.ts';

/** An event of Unleash, as its webhook and its events API write it (docs.getunleash.io, "Event types"). */
export type FlagEvent = {
  readonly type: string;
  readonly id: string | null;
  readonly at: string | null;
  readonly flag: string | null;
  readonly project: string | null;
  readonly environment: string | null;
  readonly actor: Partial<Actor> | null;
  readonly data: unknown;
  readonly before: unknown;
};

/** Users below zero are Unleash's own (its system user and the admin token). */
const actorOf = (body: unknown): Partial<Actor> | null => {
  const name = personIn(textAt(body, 'createdBy'));
  if (name === null) return null;
  const user = field(body, 'createdByUserId');
  const isOwn = (typeof user === 'number' && user < 0) || /^unleash[-_ ]?system|^admin-token/i.test(name);
  if (isOwn) return { name, kind: 'automation' };
  const isUser = typeof user === 'number' && user > 0 && kindOfActor(name) !== 'automation';
  return isUser ? { name, kind: 'human' } : { name };
};

export const flagEventIn = (body: unknown): FlagEvent | null => {
  const type = textAt(body, 'type');
  return type === null
    ? null
    : {
        type,
        id: idAt(body, 'id'),
        at: instant(field(body, 'createdAt')),
        flag: textAt(body, 'featureName') ?? textAt(body, 'data', 'featureName'),
        project: textAt(body, 'project'),
        environment: textAt(body, 'environment'),
        actor: actorOf(body),
        data: field(body, 'data'),
        before: field(body, 'preData'),
      };
};
