import { field, listAt, textAt } from '../../sources/json.ts';
import { type Page, Unsaid } from '../provider.ts';
import type { Call } from './api.ts';
import type { SlackMessage } from './blocks.ts';
import { type Heard, heardIn, oursAmong, pageAmong } from './find-page.ts';

/** Reading and writing one channel. */

const withinMs = 120_000;
const mostPages = 3;

/** Written, but not where: whoever looks finds it. */
const tsOf = (answer: unknown): string => {
  const ts = textAt(answer, 'ts');
  if (ts === null) throw new Unsaid('Slack says that it was written, but not where');
  return ts;
};

const common = ({ text, blocks }: SlackMessage) => ({
  text,
  blocks,
  parse: 'none',
  link_names: false,
});

export const post = async (
  call: Call,
  channel: string,
  message: SlackMessage,
  { thread, metadata }: { readonly thread: string | null; readonly metadata?: object },
  signal: AbortSignal,
): Promise<string> =>
  tsOf(
    await call(
      'chat.postMessage',
      {
        channel,
        ...common(message),
        ...(metadata === undefined ? {} : { metadata }),
        unfurl_links: false,
        unfurl_media: false,
        ...(thread === null ? {} : { thread_ts: thread }),
      },
      signal,
    ),
  );

export const update = async (
  call: Call,
  channel: string,
  ts: string,
  message: SlackMessage,
  metadata: object,
  signal: AbortSignal,
): Promise<void> => {
  await call('chat.update', { channel, ts, ...common(message), metadata }, signal);
};

const pagesOf = async (
  call: Call,
  method: string,
  ask: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Heard[]> => {
  const heard: Heard[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const answer: unknown = await call(
      method,
      { ...ask, limit: 200, include_all_metadata: true, ...(cursor === null ? {} : { cursor }) },
      signal,
    );
    heard.push(
      ...listAt(answer, 'messages')
        .map(heardIn)
        .filter((it) => it !== null),
    );
    cursor = textAt(answer, 'response_metadata', 'next_cursor');
    if (cursor === null || field(answer, 'has_more') === false) break;
  }
  return heard;
};

export type Found = {
  /** What we have said already. */
  readonly ours: Heard | null;
  /** The message of whoever paged. */
  readonly page: Heard | null;
};

export type Looking = {
  readonly bot: string | null;
  readonly now: () => Date;
  /** How long a bot that pages as well is waited for. */
  readonly patienceMs: number;
};

/** Scopes that were not granted: then nothing can be looked for, and it is written all the same. */
const blind = (error: unknown): boolean =>
  error instanceof Unsaid && error.because.is === 'refused' && error.because.trouble.code === 'missing_scope';

/** Whether the page stands in the channel already, and whether we have answered it: a process that was killed may have. */
export const lookFor = async (
  call: Call,
  channel: string,
  { diagnosis, alert, heardAt }: Page,
  { bot, now, patienceMs }: Looking,
  signal: AbortSignal,
): Promise<Found> => {
  const oldest = ((heardAt - withinMs) / 1000).toFixed(6);
  const look = async (): Promise<Found> => {
    const heard = await pagesOf(call, 'conversations.history', { channel, oldest }, signal);
    const ours = oursAmong(heard, diagnosis.id, bot);
    const page = pageAmong(heard, alert, { heardAt, withinMs, ours: bot });
    if (ours !== null || page === null || page.replies === 0) return { ours, page };
    const thread = await pagesOf(call, 'conversations.replies', { channel, ts: page.thread, oldest }, signal);
    return { ours: oursAmong(thread, diagnosis.id, bot), page };
  };
  try {
    const found = await look();
    const afterMs = heardAt + patienceMs - now().getTime();
    if (found.ours !== null || found.page !== null || alert === null || afterMs <= 0) return found;
    // Whoever pages us pages the channel in the same second, before or after.
    throw new Unsaid('whoever pages the channel as well is waited for', { is: 'early', afterMs });
  } catch (error) {
    if (blind(error)) return { ours: null, page: null };
    throw error;
  }
};
