import type { ToldAlert } from '../../evidence/told.ts';
import { field, listAt, textAt } from '../../sources/json.ts';

/** A message of a channel as `conversations.history` answers it, as far as it is read. */
export type Heard = {
  readonly ts: string;
  /** The thread that a reply to it belongs into. */
  readonly thread: string;
  readonly replies: number;
  /** Null: a person wrote it. */
  readonly bot: string | null;
  /** Everything in it that people read, in one text. */
  readonly text: string;
  /** Of which diagnoses it tells, where it is our own. */
  readonly tells: readonly string[];
  readonly isDigest: boolean;
};

export const told = { one: 'nightjar_diagnosis', many: 'nightjar_digest' } as const;

const longestText = 20_000;

/** Every text in a message, however it is nested; links among them. */
const textsIn = (value: unknown, into: string[], depth = 0): string[] => {
  if (typeof value === 'string') into.push(value);
  else if (typeof value === 'object' && value !== null && depth < 12)
    for (const inner of Object.values(value).slice(0, 200)) textsIn(inner, into, depth + 1);
  return into;
};

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** One spelling for the ways in which bots write the same title. */
const spelling = (text: string): string =>
  unescaped(text)
    .toLowerCase()
    .replace(/[\s*_~`]+/g, ' ')
    .trim();

export const heardIn = (message: unknown): Heard | null => {
  const ts = textAt(message, 'ts');
  if (ts === null || !/^\d{1,12}\.\d{1,6}$/.test(ts)) return null;
  const texts = ['text', 'attachments', 'blocks', 'username'].flatMap((name) =>
    textsIn(field(message, name), []),
  );
  const kind = textAt(message, 'metadata', 'event_type');
  const payload = field(message, 'metadata', 'event_payload');
  const one = kind === told.one ? textAt(payload, 'diagnosis') : null;
  const many = kind === told.many ? listAt(payload, 'diagnoses') : [];
  return {
    ts,
    thread: textAt(message, 'thread_ts') ?? ts,
    replies: Number(field(message, 'reply_count') ?? 0) || 0,
    bot: textAt(message, 'bot_id') ?? (textAt(message, 'subtype') === 'bot_message' ? 'bot' : null),
    text: spelling(texts.join('\n').slice(0, longestText)),
    tells: [...(one === null ? [] : [one]), ...many.filter((it) => typeof it === 'string')],
    isDigest: kind === told.many,
  };
};

/** Links that many alerts have in common. */
const general = /runbook|playbook|dashboard|conference|silence/i;

const shortestWord = 6;
const shortestTitle = 8;

/** What names the alert, the surest first: its links, its ids, its title. */
const marksOf = (alert: ToldAlert): readonly (readonly string[])[] => {
  const links = alert.links
    .filter(({ label, url }) => !general.test(label) && URL.canParse(url) && new URL(url).pathname.length > 1)
    .map(({ url }) => url);
  const ids = ['incident_key', 'fingerprint', 'id', 'alert_id', 'dedup_key']
    .map((name) => alert.labels[name] ?? '')
    .concat(alert.key, alert.key.split('/').at(-1) ?? '');
  return [
    links,
    ids.filter(({ length }) => length >= shortestWord),
    alert.title.length >= shortestTitle ? [alert.title] : [],
  ].map((marks) => marks.map(spelling));
};

const standsIn = (text: string, mark: string): boolean => {
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + mark.length] ?? ' '}`;
    // Within a longer word it is another name: `pay` in `payments`.
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
};

export type Near = {
  /** When Nightjar heard of the page, in milliseconds; messages are believed to be of it that are no further off. */
  readonly heardAt: number;
  readonly withinMs: number;
  /** Our own bot. */
  readonly ours: string | null;
};

/** The message by which a bot told the channel of the same alert; null where there is none. */
export const pageAmong = (
  messages: readonly Heard[],
  alert: ToldAlert | null,
  { heardAt, withinMs, ours }: Near,
): Heard | null => {
  if (alert === null) return null;
  const off = ({ ts }: Heard): number => Math.abs(Number(ts) * 1000 - heardAt);
  const near = messages
    .filter((it) => it.bot !== null && it.bot !== ours && it.tells.length === 0 && off(it) <= withinMs)
    .sort((a, b) => off(a) - off(b));
  for (const marks of marksOf(alert)) {
    const found = near.find(({ text }) => marks.some((mark) => standsIn(text, mark)));
    if (found !== undefined) return found;
  }
  return null;
};

/** Where we have told of the diagnosis already, whatever became of who told it. */
export const oursAmong = (messages: readonly Heard[], diagnosis: string, ours: string | null): Heard | null =>
  messages.find((it) => it.tells.includes(diagnosis) && (ours === null || it.bot === ours)) ?? null;
