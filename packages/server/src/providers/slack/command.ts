import type { FoundChange } from '../../evidence/parts.ts';
import { textAt } from '../../sources/json.ts';
import { linkTo } from '../words.ts';
import { type SlackMessage, section } from './blocks.ts';
import { link, moment, plain } from './mrkdwn.ts';

/** A slash command (docs.slack.dev, "Slash commands"), as far as it is ours. */
export type Asked =
  | { readonly is: 'help' }
  | { readonly is: 'lately'; readonly service: string; readonly environment: string | null };

const mostLately = 5;

/** `pricing`, `pricing prod`; nothing or `help`: how to ask. */
export const askedIn = (text: string): Asked => {
  const [service, environment, ...more] = text.slice(0, 500).trim().split(/\s+/);
  if (service === undefined || service === '' || service.toLowerCase() === 'help' || more.length > 0)
    return { is: 'help' };
  return { is: 'lately', service: service.replace(/^@/, ''), environment: environment ?? null };
};

export const helpMessage: SlackMessage = {
  text: 'How to ask Nightjar',
  blocks: [
    section([
      '`/nightjar pricing` tells the five last changes of the service pricing, to you alone.',
      '`/nightjar pricing prod` tells those in one environment.',
      '`/nightjar help` tells this.',
    ]),
  ],
};

const lineOf = (change: FoundChange, base: URL | null): string => {
  const where = change.environment === null ? '' : ` in ${change.environment}`;
  const who = change.actor === null ? '' : `, by ${change.actor}`;
  const address = linkTo(base, `/changes/${encodeURIComponent(change.id)}`);
  return `• ${moment(new Date(change.at).toISOString())} ${link(address, change.title, 200)} · ${plain(`${change.kind}${where}${who}`, 150)}`;
};

export const latelyMessage = (
  service: string,
  environment: string | null,
  changes: readonly FoundChange[],
  base: URL | null,
): SlackMessage => {
  const what = `${plain(service, 100)}${environment === null ? '' : ` in ${plain(environment, 100)}`}`;
  if (changes.length === 0) {
    const says = `No change of ${what} is known in the last 30 days. Is it called so?`;
    return { text: says, blocks: [section([says])] };
  }
  const some = changes.slice(0, mostLately);
  const title =
    some.length === 1 ? `The last change of ${what}` : `The ${some.length} last changes of ${what}`;
  return { text: title, blocks: [section([`*${title}*`, ...some.map((it) => lineOf(it, base))])] };
};

/** Where Slack takes the answer to a command, for half an hour: at its own hosts, or where its API is set to be. Anything else is none. */
export const answerAddress = (payload: unknown, apiUrl: URL): URL | null => {
  const url = URL.parse(textAt(payload, 'response_url') ?? '');
  if (url === null) return null;
  const theirs = url.protocol === 'https:' && url.hostname === `hooks.${apiUrl.hostname}`;
  return theirs || (url.origin === apiUrl.origin && apiUrl.hostname !== 'slack.com') ? url : null;
};
