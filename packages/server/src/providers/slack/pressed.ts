import { field, jsonIn, listAt, textAt } from '../../sources/json.ts';
import type { Pressed } from '../provider.ts';
import { actions } from './blocks.ts';

const longestId = 200;

const isId = (text: string | null): text is string => text !== null && text.length <= longestId;

/** Who somebody is: their workspace, and the organisation of workspaces that it is part of. */
export type Home = { readonly team: string | null; readonly enterprise: string | null };

/**
 * Whether who pressed is of the workspace that the app is installed in, or of its organisation of workspaces: in a channel that is
 * shared with another company its people see the buttons too. `user.team_id` is an organisation's where there is one.
 */
export const isOfHome = (payload: unknown, { team, enterprise }: Home): boolean => {
  const theirs = textAt(payload, 'user', 'team_id') ?? textAt(payload, 'team', 'id');
  if (team === null || theirs === null || theirs === team) return true;
  return enterprise !== null && [theirs, textAt(payload, 'team', 'enterprise_id')].includes(enterprise);
};

/** The press of a button of ours in a payload of Slack (docs.slack.dev, "block_actions"); null where it is none. */
export const pressedIn = (payload: unknown): Pressed | null => {
  if (textAt(payload, 'type') !== 'block_actions') return null;
  const action = listAt(payload, 'actions').find((it) =>
    (Object.values(actions) as string[]).includes(textAt(it, 'action_id') ?? ''),
  );
  const value = jsonIn(textAt(action, 'value'));
  const [diagnosis, change] = [textAt(value, 'diagnosis'), textAt(value, 'change')];
  const [user, team] = [
    textAt(payload, 'user', 'id'),
    textAt(payload, 'team', 'id') ?? textAt(payload, 'user', 'team_id'),
  ];
  const channel = textAt(payload, 'channel', 'id') ?? textAt(payload, 'container', 'channel_id');
  if (!isId(diagnosis) || !isId(user) || !isId(channel)) return null;
  if (field(value, 'change') !== null && !isId(change)) return null;
  if (textAt(action, 'action_id') === actions.this && change === null) return null;
  const name = textAt(payload, 'user', 'name') ?? textAt(payload, 'user', 'username');
  return {
    diagnosis,
    change,
    user: `${team ?? 'T'}:${user}`.slice(0, longestId),
    member: user,
    name: name === null ? null : name.slice(0, 100),
    place: `slack ${channel}`,
    press: [user, diagnosis, change ?? '', textAt(action, 'action_ts') ?? ''].join(' ').slice(0, 500),
  };
};
