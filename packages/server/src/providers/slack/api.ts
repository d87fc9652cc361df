import type { WebClientOptions } from '@slack/web-api';
import type { Fetch } from '../../discovery/code-host.ts';
import { field, textAt } from '../../sources/json.ts';
import { Unsaid } from '../provider.ts';
import { becauseOf, goneBy } from './errors.ts';

/** A method of the Web API: what it answers where that is `ok`. Anything else is an `Unsaid`, or a `Gone`. */
export type Call = (
  method: string,
  body: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) => Promise<unknown>;

/** `load`: the client, half a second of work before the first call. */
type Api = Call & { readonly load: () => Promise<unknown> };

/** What is to be changed is not there any more. */
export class Gone extends Error {}

const silent = (): void => {};

/** Slack's client logs bodies at some levels: nothing of it is written. */
export const noLog = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  setName: silent,
  getLevel: () => 'error' as never,
};

/** Limits and failures are ours to wait for: what is said must not wait in a client's memory. */
export const clientOptions = (apiUrl: URL, fetch: Fetch) =>
  ({
    slackApiUrl: apiUrl.href,
    fetch: fetch as unknown as NonNullable<WebClientOptions['fetch']>,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  }) as const satisfies WebClientOptions;

const longestLimitMs = 75 * 60_000;

/** What was thrown, in our own words: Slack's may quote what we sent, or be a page of HTML. */
export const unsaidOf = (error: unknown): Error => {
  const code = textAt(error, 'code') ?? '';
  if (code === 'slack_webapi_rate_limited_error') {
    const seconds = Number(field(error, 'retryAfter'));
    const afterMs = Math.min(longestLimitMs, Math.max(1, Number.isFinite(seconds) ? seconds : 30) * 1000);
    return new Unsaid('its rate limit is reached', { is: 'limited', afterMs });
  }
  if (code === 'slack_webapi_platform_error') {
    const says = textAt(error, 'data', 'error') ?? '';
    if (!/^[a-z_]{1,60}$/.test(says)) return new Unsaid('what it answered is no answer of Slack');
    const why = goneBy(says);
    if (why !== null) return new Gone(why);
    return new Unsaid(`Slack answered ${says}`, becauseOf(says) ?? { is: 'trouble' });
  }
  if (code === 'slack_webapi_http_error') {
    const status = Number(field(error, 'statusCode'));
    return new Unsaid(Number.isInteger(status) ? `Slack answered ${status}` : 'Slack gave no answer');
  }
  // A 429 without a time is thrown as a plain error.
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return new Unsaid('its rate limit is reached', { is: 'limited', afterMs: 30_000 });
  return new Unsaid('Slack does not answer');
};

/** The Web API with the token of the bot. The client is loaded when it is first asked, or before. */
export const openApi = (token: string, apiUrl: URL, fetch: Fetch): Api => {
  const open = async () => {
    const { WebClient } = await import('@slack/web-api');
    return new WebClient(token, { ...clientOptions(apiUrl, fetch), logger: noLog });
  };
  let opened: ReturnType<typeof open> | undefined;
  const load = () => {
    opened ??= open();
    return opened;
  };
  const call: Call = async (method, body, signal) => {
    const client = await load();
    signal.throwIfAborted();
    try {
      return await client.apiCall(method, { ...body });
    } catch (error) {
      throw unsaidOf(error);
    }
  };
  return Object.assign(call, { load });
};
