import type { Because, Trouble } from '../provider.ts';

/** Slack's words for what keeps us from writing (docs.slack.dev, errors of chat.postMessage, chat.update, conversations.history). */

const ofToken: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack does not know the token of the bot: set NIGHTJAR_SLACK_BOT_TOKEN anew.',
  not_authed: 'Slack was given no token: set NIGHTJAR_SLACK_BOT_TOKEN.',
  account_inactive: 'The token belongs to an app or a workspace that is gone: install the app again.',
  token_revoked: 'The token was revoked: install the app again and set NIGHTJAR_SLACK_BOT_TOKEN.',
  token_expired: 'The token has expired: install the app again and set NIGHTJAR_SLACK_BOT_TOKEN.',
  not_allowed_token_type: 'The token is of another kind: NIGHTJAR_SLACK_BOT_TOKEN begins with xoxb-.',
  org_login_required:
    'The workspace is being moved to an organisation of Slack: it accepts nothing meanwhile.',
  team_access_not_granted: 'The app was not granted to this workspace.',
  ekm_access_denied: 'An administrator of Slack has suspended writing.',
  missing_scope: 'The app lacks a scope: compare it with docs/slack-app.md, and install it again.',
  app_uninstalled: 'The app was uninstalled from the workspace.',
};

const ofChannel: Readonly<Record<string, string>> = {
  channel_not_found:
    'Slack knows no such channel, or the app cannot see it: invite it with /invite @Nightjar.',
  not_in_channel: 'The app is not in the channel: invite it with /invite @Nightjar.',
  is_archived: 'The channel is archived: take it out of NIGHTJAR_SLACK_CHANNELS.',
  restricted_action: 'The workspace does not let the app write there.',
  restricted_action_read_only_channel: 'The channel is read-only for the app.',
  restricted_action_thread_only_channel: 'The channel takes replies only.',
  restricted_action_non_threadable_channel: 'The channel takes no replies.',
  restricted_action_thread_locked: 'The thread is locked.',
  access_denied: 'The app may not write there.',
  no_permission: 'The app may not write there.',
  cannot_post_in_channel: 'The app may not write there.',
};

/** The message is not ours to change any more, or gone. */
const gone: Readonly<Record<string, string>> = {
  message_not_found: 'the message was deleted',
  cant_update_message: 'the message cannot be changed any more',
  edit_window_closed: 'the message cannot be changed any more',
  thread_not_found: 'the thread was deleted',
  is_inactive: 'the channel is frozen',
};

const at = (table: Readonly<Record<string, string>>, code: string): string | null =>
  Object.hasOwn(table, code) ? (table[code] ?? null) : null;

export const goneBy = (code: string): string | null => at(gone, code);

const limitedBy = /^(ratelimited|rate_limited|message_limit_exceeded)$/;

/** What an error code of Slack means for us; null where it says no more than that it did not work. */
export const becauseOf = (code: string): Because | null => {
  if (limitedBy.test(code)) return { is: 'limited', afterMs: 30_000 };
  const [token, channel] = [at(ofToken, code), at(ofChannel, code)];
  if (token !== null) return { is: 'refused', trouble: { code, says: token }, all: true };
  return channel === null ? null : { is: 'refused', trouble: { code, says: channel }, all: false };
};

/** What Slack says by an event: the app or its tokens are gone. */
export const troubleOfEvent = (type: string | null): Trouble | null => {
  const code = type === 'tokens_revoked' ? 'token_revoked' : type;
  if (code !== 'token_revoked' && code !== 'app_uninstalled') return null;
  return { code, says: at(ofToken, code) ?? code };
};
