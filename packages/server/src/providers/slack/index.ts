import { boundedFetch } from '../../discovery/bounded-fetch.ts';
import type { Fetch } from '../../discovery/code-host.ts';
import { textAt } from '../../sources/json.ts';
import { type Message, type Page, type Provider, type Said, Unsaid } from '../provider.ts';
import { hashOf, testWords, toldSuspects } from '../words.ts';
import { Gone, openApi } from './api.ts';
import { messageOf, type SlackMessage, section } from './blocks.ts';
import { lookFor, post, update } from './channel.ts';
import { digestOf, mostInDigest } from './digest.ts';
import { told } from './find-page.ts';
import { hooks } from './hooks.ts';
import { plain } from './mrkdwn.ts';
import type { Home } from './pressed.ts';
import { listenBy } from './socket.ts';

export type SlackOptions = {
  readonly botToken: string;
  /** Of the app, for Socket Mode: it is heard through a connection that we open. */
  readonly appToken: string | null;
  /** Each of them proves a request of Slack to us. None: nothing is heard that way. */
  readonly signingSecrets: readonly string[];
  /** Ids of channels: `C0123ABCD`. */
  readonly channels: readonly string[];
  /** `https://slack.com/api/`. */
  readonly apiUrl: URL;
  readonly base: URL | null;
  readonly fetch?: Fetch;
  readonly paceMs?: number;
  /** How long a bot that pages the channel as well is waited for. */
  readonly patienceMs?: number;
  /** Between a connection that failed and the next. */
  readonly socketWaitMs?: number;
  readonly now?: () => Date;
};

/** Slack asks for answers within 30 s of its own; a page of history is some hundred kilobytes. */
const bounds = { timeoutMs: 10_000, mostBytes: 8 * 2 ** 20 };

/** "No more than one message per second per channel" (docs.slack.dev, "Rate limits"); a little more, for clocks differ. */
const paceMs = 1050;

/** From when a page is heard of; a second one in the same moment is in time after that by a message of its own. */
const patienceMs = 600;

const messageIn = (id: string, thread: string | null, shows: string, page: Page | null): Message => ({
  id,
  thread,
  shows,
  nth: 1,
  verdict: page?.diagnosis.verdict ?? null,
  foremost: page === null ? null : (toldSuspects(page.diagnosis)[0]?.change ?? null),
});

/** An app of Slack: answers pages in their threads, and hears its buttons and its command. */
export const slack = (options: SlackOptions): Provider => {
  const { botToken, appToken, signingSecrets, channels, apiUrl, base, now = () => new Date() } = options;
  const fetch = options.fetch ?? boundedFetch(bounds);
  const call = openApi(botToken, apiUrl, fetch);
  const look = { base, buttons: appToken !== null || signingSecrets.length > 0 };
  let self: (Home & { readonly bot: string }) | null = null;

  /** Who we are: messages of our own are known by it, and whoever is of another workspace. */
  const whoWeAre = async (signal: AbortSignal): Promise<Home & { readonly bot: string | null }> => {
    if (self !== null) return self;
    const answer = await call('auth.test', {}, signal);
    const bot = textAt(answer, 'bot_id');
    const home = { team: textAt(answer, 'team_id'), enterprise: textAt(answer, 'enterprise_id') };
    if (bot !== null) self = { ...home, bot };
    return { ...home, bot };
  };
  const botId = async (signal: AbortSignal): Promise<string | null> => (await whoWeAre(signal)).bot;

  const write = async (work: () => Promise<Said>): Promise<Said> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Gone) return { is: 'ended', why: error.message };
      throw error;
    }
  };

  const rewrite = (
    channel: string,
    message: SlackMessage,
    metadata: object,
    before: Message,
    page: Page | null,
    signal: AbortSignal,
  ): Promise<Said> =>
    write(async () => {
      const shows = hashOf(message);
      if (before.shows === shows) return { is: 'nothing' };
      await update(call, channel, before.id, message, metadata, signal);
      return { is: 'told', message: messageIn(before.id, before.thread, shows, page), digest: null };
    });

  const channelOf = (id: string): string => id.slice('slack '.length);

  const whisper: NonNullable<Provider['whisper']> = async ({ place: at, member: user }, text) => {
    const channel = channelOf(at);
    await call(
      'chat.postEphemeral',
      { channel, user, text: plain(text, 1000), parse: 'none', link_names: false },
      AbortSignal.timeout(bounds.timeoutMs),
    ).catch((error: unknown) => {
      if (!(error instanceof Unsaid || error instanceof Gone)) throw error;
    });
  };
  const home = () => whoWeAre(AbortSignal.timeout(bounds.timeoutMs));
  const hearing = { fetch, apiUrl, base, home, whisper };

  const place = (channel: string): string => `slack ${channel}`;

  return {
    name: 'slack',
    title: 'Slack',
    places: channels.map((channel) => ({ id: place(channel), title: `Slack, channel ${channel}` })),
    ...(appToken === null ? {} : { ear: { id: 'slack socket', title: 'Slack, Socket Mode' } }),
    secrets: [botToken, ...(appToken === null ? [] : [appToken]), ...signingSecrets],
    paceMs: options.paceMs ?? paceMs,
    prepare: call.load,

    tell: async (at, page, before, signal) => {
      const channel = channelOf(at);
      const message = messageOf(page, look);
      const metadata = { event_type: told.one, event_payload: { diagnosis: page.diagnosis.id } };
      if (before !== null) return rewrite(channel, message, metadata, before, page, signal);
      const { ours, page: paged } = await lookFor(
        call,
        channel,
        page,
        { bot: await botId(signal), now, patienceMs: options.patienceMs ?? patienceMs },
        signal,
      );
      if (ours !== null) {
        const thread = ours.thread === ours.ts ? null : ours.thread;
        const there = messageIn(ours.ts, thread, '', page);
        if (ours.isDigest) return { is: 'told', message: there, digest: ours.tells };
        return rewrite(channel, message, metadata, there, page, signal);
      }
      return write(async () => {
        const thread = paged?.thread ?? null;
        const ts = await post(call, channel, message, { thread, metadata }, signal);
        return { is: 'told', message: messageIn(ts, thread, hashOf(message), page), digest: null };
      });
    },

    digest: async (at, pages, before, signal) => {
      const channel = channelOf(at);
      const some = pages.slice(0, mostInDigest);
      const message = digestOf(some, look);
      const diagnoses = some.map(({ diagnosis }) => diagnosis.id);
      const metadata = { event_type: told.many, event_payload: { diagnoses } };
      if (before !== null) return rewrite(channel, message, metadata, before, null, signal);
      const [first] = some;
      if (first === undefined) return { is: 'nothing' };
      const looking = { bot: await botId(signal), now, patienceMs: 0 };
      const { ours } = await lookFor(call, channel, { ...first, alert: null }, looking, signal);
      if (ours !== null)
        return {
          is: 'told',
          message: messageIn(ours.ts, ours.thread === ours.ts ? null : ours.thread, '', first),
          digest: ours.isDigest ? ours.tells : null,
        };
      const ts = await post(call, channel, message, { thread: null, metadata }, signal);
      return { is: 'told', message: messageIn(ts, null, hashOf(message), null), digest: diagnoses };
    },

    test: async (at, signal) => {
      const message = { text: testWords, blocks: [section([testWords])] };
      try {
        await post(call, channelOf(at), message, { thread: null }, signal);
      } catch (error) {
        if (error instanceof Gone) throw new Unsaid(`Slack says that ${error.message}`);
        throw error;
      }
      return { says: 'The message stands in the channel.', wrote: true };
    },

    whisper,

    ...(signingSecrets.length === 0
      ? {}
      : { routes: (http, ears) => hooks(http, ears, { secrets: signingSecrets, ...hearing }) }),
    ...(appToken === null
      ? {}
      : {
          listen: (ears) =>
            listenBy(ears, { appToken, ...hearing, firstWaitMs: options.socketWaitMs ?? 1000 }),
        }),
  };
};
