import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accept, type Socket } from '../../testing/web-socket.ts';

/** Slack on this machine, as docs.slack.dev documents it: methods, limits, errors, signatures, and a socket with acknowledgements. */

export const botToken = 'xoxb-sentinel-bot-000000000000';
export const appToken = 'xapp-sentinel-app-000000000000';
export const signingSecret = 'sentinel-signing-secret-0000';

type Stored = {
  ts: string;
  text?: string;
  blocks?: unknown;
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  thread_ts?: string;
  bot_id?: string;
  app_id?: string;
  user?: string;
  attachments?: unknown;
  edits: number;
};

export type Asked = {
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly at: number;
};

/** What a test has the server do instead of answering; undefined: answer. */
export type Mischief = (asked: Asked) => ((response: ServerResponse) => void) | undefined;

export const json =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));

/** `429 Too Many Requests` with `Retry-After`, as for every method whose limit is reached. */
export const limited = (seconds: number) =>
  json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(seconds) });

const read = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Forms whose objects are JSON in a field, or JSON: Slack takes both. */
const fieldsOf = (request: IncomingMessage, body: Buffer): Record<string, unknown> => {
  if (request.headers['content-type']?.startsWith('application/json'))
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  return Object.fromEntries(
    [...new URLSearchParams(body.toString('utf8'))].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value,
    ]),
  );
};

export type SlackServer = Awaited<ReturnType<typeof slackServer>>;

export const slackServer = async ({
  channels = ['C0PAGES'],
  postsPerSecond = Number.POSITIVE_INFINITY,
}: {
  readonly channels?: readonly string[];
  /** Into one channel; more are answered with 429, as by Slack. */
  readonly postsPerSecond?: number;
} = {}) => {
  const asked: Asked[] = [];
  const messages = new Map<string, Stored[]>(channels.map((channel) => [channel, []]));
  const answers: { readonly path: string; readonly body: Record<string, unknown> }[] = [];
  const acks: { readonly envelope_id: string }[] = [];
  const sockets = new Set<Socket>();
  const posts = new Map<string, number[]>();
  const lost = new Set<string>();
  let opened = 0;
  let mischief: Mischief = () => undefined;
  let serial = 0;
  let url = '';

  const nextTs = (): string => {
    serial += 1;
    return `${Math.floor(Date.now() / 1000)}.${String(serial).padStart(6, '0')}`;
  };
  const isTooFast = (channel: string): boolean => {
    const now = Date.now();
    const lately = (posts.get(channel) ?? []).filter((at) => now - at < 1000);
    posts.set(channel, [...lately, now]);
    return lately.length >= postsPerSecond;
  };

  const history = (list: readonly Stored[], body: Asked['body']) => {
    const oldest = Number(body['oldest'] ?? 0);
    const withMetadata = String(body['include_all_metadata']) === 'true';
    return list
      .filter(({ ts }) => Number(ts) > oldest)
      .map(({ edits: _, metadata, ...it }) => ({
        type: 'message',
        ...it,
        ...(withMetadata && metadata !== undefined ? { metadata } : {}),
      }));
  };

  const methods: Record<string, (body: Asked['body']) => unknown> = {
    'auth.test': () => ({
      ok: true,
      url: 'https://acme.slack.com/',
      team_id: 'T1',
      user_id: 'U0BOT',
      bot_id: 'B0NIGHTJAR',
    }),
    'chat.postMessage': (body) => {
      const channel = String(body['channel']);
      const list = messages.get(channel);
      if (list === undefined) return { ok: false, error: 'channel_not_found' };
      const stored: Stored = {
        ...(body as object),
        ts: nextTs(),
        bot_id: 'B0NIGHTJAR',
        app_id: 'A0NIGHTJAR',
        edits: 0,
      };
      list.push(stored);
      return { ok: true, channel, ts: stored.ts, message: stored };
    },
    'chat.update': (body) => {
      const list = messages.get(String(body['channel']));
      if (list === undefined) return { ok: false, error: 'channel_not_found' };
      const found = list.find(({ ts }) => ts === body['ts']);
      if (found === undefined) return { ok: false, error: 'message_not_found' };
      if (found.bot_id !== 'B0NIGHTJAR') return { ok: false, error: 'cant_update_message' };
      Object.assign(found, body, { edits: found.edits + 1 });
      return { ok: true, channel: body['channel'], ts: found.ts, text: found.text };
    },
    'chat.postEphemeral': (body) =>
      messages.has(String(body['channel']))
        ? { ok: true, message_ts: nextTs() }
        : { ok: false, error: 'channel_not_found' },
    'conversations.history': (body) => {
      const list = messages.get(String(body['channel']));
      if (list === undefined) return { ok: false, error: 'channel_not_found' };
      const own = list.filter(({ thread_ts }) => thread_ts === undefined);
      const counted = own.map((it) => ({
        ...it,
        reply_count: list.filter(({ thread_ts }) => thread_ts === it.ts).length,
      }));
      return { ok: true, messages: history(counted, body).reverse(), has_more: false };
    },
    'conversations.replies': (body) => {
      const list = messages.get(String(body['channel'])) ?? [];
      const thread = list.filter(({ ts, thread_ts }) => ts === body['ts'] || thread_ts === body['ts']);
      return thread.length === 0
        ? { ok: false, error: 'thread_not_found' }
        : { ok: true, messages: history(thread, body), has_more: false };
    },
    'apps.connections.open': () => {
      opened += 1;
      return { ok: true, url: `${url.replace('http', 'ws')}/link/?ticket=${opened}` };
    },
  };

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://slack').pathname;
    const body = fieldsOf(request, await read(request));
    if (!path.startsWith('/api/')) {
      answers.push({ path, body });
      return void response.writeHead(200).end('ok');
    }
    const method = path.slice('/api/'.length);
    const it: Asked = { method, body, at: Date.now() };
    asked.push(it);
    const trick = mischief(it);
    if (trick !== undefined) return trick(response);
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    if (token !== (method === 'apps.connections.open' ? appToken : botToken))
      return json({ ok: false, error: 'invalid_auth' })(response);
    if (/^chat\.(post|update)/.test(method) && isTooFast(String(body['channel'])))
      return limited(1)(response);
    const answer = methods[method]?.(body) ?? { ok: false, error: 'unknown_method' };
    // Done, and nobody will ever know: the connection ends before the answer.
    if (lost.delete(method)) return void response.destroy();
    return json(answer)(response);
  });
  server.on('upgrade', (request, stream) => {
    const socket: Socket = accept(request, stream, {
      text: (text) => {
        const said = JSON.parse(text) as { readonly envelope_id?: string };
        if (said.envelope_id !== undefined) acks.push({ envelope_id: said.envelope_id });
      },
      closed: () => sockets.delete(socket),
    });
    sockets.add(socket);
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0NIGHTJAR' } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: new URL(`${url}/api/`),
    responseUrl: `${url}/commands/T1/1/abc`,
    asked,
    answers,
    acks,
    sockets,
    opened: () => opened,
    said: (channel = 'C0PAGES'): readonly Stored[] =>
      (messages.get(channel) ?? []).filter(({ bot_id }) => bot_id === 'B0NIGHTJAR'),
    calls: (method: string): readonly Asked[] => asked.filter((it) => it.method === method),
    mischief: (trick: Mischief) => {
      mischief = trick;
    },
    /** The next call of the method is done, and its answer lost. */
    loseAnswer: (method: string) => lost.add(method),
    /** A message of somebody else's bot, so many seconds ago. */
    page: (
      text: string,
      { channel = 'C0PAGES', ago = 0, bot = 'B0PAGER', more = {} as object } = {},
    ): string => {
      serial += 1;
      const ts = `${Math.floor(Date.now() / 1000) - ago}.${900_000 + serial}`;
      messages.get(channel)?.push({ ts, text, bot_id: bot, ...more, edits: 0 });
      return ts;
    },
    remove: (ts: string, channel = 'C0PAGES') => {
      const list = messages.get(channel) ?? [];
      list.splice(0, list.length, ...list.filter((it) => it.ts !== ts));
    },
    /** Through the socket, as Slack sends it. */
    envelope: (type: string, payload: unknown, id: string = crypto.randomUUID()): string => {
      for (const socket of sockets)
        socket.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: false }));
      return id;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.cut();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** A request as Slack signs it. */
export const signed = (
  body: string,
  type: string,
  { now = new Date(), secret = signingSecret }: { readonly now?: Date; readonly secret?: string } = {},
) => {
  const timestamp = String(Math.trunc(now.getTime() / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    payload: body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
  };
};

export const asForm = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams(fields).toString();

/** The press of a button, as `block_actions` tells it. */
export const press = (value: string, action = 'nightjar.this', user = { id: 'U1', name: 'joey' }) => ({
  type: 'block_actions',
  team: { id: 'T1' },
  user,
  channel: { id: 'C0PAGES' },
  container: { type: 'message', message_ts: '1.1', channel_id: 'C0PAGES' },
  actions: [{ action_id: action, type: 'button', value, action_ts: '1772333040.000200' }],
});
