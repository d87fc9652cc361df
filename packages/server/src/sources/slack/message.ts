import { instantOfMs } from '../../change/instant.ts';
import { field, listAt, textAt } from '../json.ts';

/** A message of a bot, as it stands now. */
export type BotMessage = {
  readonly bot: string;
  readonly team: string;
  readonly channel: string;
  /** Slack's name for the message: seconds since 1970 with six decimals. An edit keeps it. */
  readonly ts: string;
  readonly sentAt: string | null;
  readonly changedAt: string | null;
  /** Everything in it that people read, with Slack's mark-up: texts first, then fields as label and value. */
  readonly texts: readonly string[];
  readonly fields: readonly (readonly [label: string, value: string])[];
};

export type Heard =
  | { readonly is: 'bot'; readonly message: BotMessage }
  | { readonly is: 'not'; readonly why: string };

const not = (why: string): Heard => ({ is: 'not', why });

const momentIn = (ts: string | null): string | null =>
  ts !== null && /^\d{9,11}(\.\d{1,6})?$/.test(ts) ? instantOfMs(Number(ts) * 1000) : null;

/** The text of a block: of its own, of its elements, of the runs of rich text, which are one line together. */
const textOfBlock = (block: unknown): string[] => {
  const own = textAt(block, 'text', 'text') ?? textAt(block, 'text');
  const runs = listAt(block, 'elements').map((it) => {
    const inner = listAt(it, 'elements').map((run) => textAt(run, 'text') ?? textAt(run, 'url') ?? '');
    return inner.length > 0 ? inner.join('') : (textAt(it, 'text', 'text') ?? textAt(it, 'text') ?? '');
  });
  return [own ?? '', ...runs].filter((text) => text !== '');
};

/** Longer than a label, its value and their marks. */
const longestField = 400;

/** A field of a section: `*Service*` above its value, or `*Service:* pricing`. */
const fieldOfSection = (text: string): readonly [string, string] | null => {
  if (text.length > longestField) return null;
  const [, label, value] =
    /^[*_]*([^*_:\n]{1,40})[*_]*:?[*_]*\s*[\n:]\s*([\s\S]{1,300})$/.exec(text.trim()) ?? [];
  return label === undefined || value === undefined ? null : [label.trim(), value.trim()];
};

const blocksIn = (holder: unknown) => {
  const blocks = listAt(holder, 'blocks').slice(0, 50);
  const sections = blocks.flatMap((block) =>
    listAt(block, 'fields')
      .slice(0, 10)
      .map((it) => textAt(it, 'text'))
      .filter((it) => it !== null),
  );
  return {
    texts: blocks.flatMap(textOfBlock),
    fields: sections.map(fieldOfSection).filter((it) => it !== null),
  };
};

/** Previews of links are somebody else's words. */
const isPreview = (attachment: unknown): boolean =>
  textAt(attachment, 'from_url') !== null ||
  field(attachment, 'is_msg_unfurl') === true ||
  field(attachment, 'is_app_unfurl') === true;

const attachmentParts = (attachment: unknown) => {
  const blocks = blocksIn(attachment);
  const said = ['pretext', 'title', 'text']
    .map((part) => textAt(attachment, part))
    .filter((it) => it !== null);
  const texts = [...said, ...blocks.texts];
  const fallback = textAt(attachment, 'fallback');
  return {
    texts: texts.length === 0 && fallback !== null ? [fallback] : texts,
    fields: [
      ...listAt(attachment, 'fields').flatMap((it): (readonly [string, string])[] => {
        const [label, value] = [textAt(it, 'title'), textAt(it, 'value')];
        return label === null || value === null ? [] : [[label, value]];
      }),
      ...blocks.fields,
    ],
  };
};

/** What an event holds: a message of a bot in a channel, or why it is to be passed over. */
export const heardIn = (body: unknown): Heard => {
  const event = field(body, 'event');
  if (textAt(event, 'type') !== 'message') return not('It is no message.');
  const subtype = textAt(event, 'subtype');
  const isEdit = subtype === 'message_changed';
  const message = isEdit ? field(event, 'message') : event;
  const kind = isEdit ? textAt(message, 'subtype') : subtype;
  if (kind !== null && kind !== 'bot_message' && kind !== 'thread_broadcast')
    return not(`It is a ${kind.slice(0, 50)}, no message of a bot.`);
  if (/^(im|mpim)$/.test(textAt(event, 'channel_type') ?? ''))
    return not('It was written to somebody, not into a channel.');
  const isBot = textAt(message, 'bot_id') !== null || kind === 'bot_message';
  if (!isBot) return not('A person wrote it: only bots are read.');
  const app = textAt(message, 'app_id') ?? textAt(message, 'bot_profile', 'app_id');
  if (app !== null && app === textAt(body, 'api_app_id')) return not('It is our own message.');
  const [ts, channel] = [textAt(message, 'ts'), textAt(event, 'channel')];
  if (ts === null || channel === null) return not('The message names no channel or no moment.');
  const parts = [
    blocksIn(message),
    ...listAt(message, 'attachments')
      .filter((it) => !isPreview(it))
      .slice(0, 20)
      .map(attachmentParts),
  ];
  const text = textAt(message, 'text');
  return {
    is: 'bot',
    message: {
      bot: textAt(message, 'bot_profile', 'name') ?? textAt(message, 'username') ?? 'bot',
      team: textAt(body, 'team_id') ?? '',
      channel,
      ts,
      sentAt: momentIn(ts),
      changedAt: momentIn(textAt(message, 'edited', 'ts')),
      texts: [...(text === null ? [] : [text]), ...parts.flatMap((it) => it.texts)],
      fields: parts.flatMap((it) => it.fields),
    },
  };
};
