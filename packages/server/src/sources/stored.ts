import { parseJson } from '@nightjar/kernel/http/json';
import { refused } from './refusals.ts';
import type { Headers } from './source.ts';

/** Our own clock's word, kept beside the sender's headers: a replay has to date what the sender did not. */
const receivedHeader = 'nightjar-received-at';

/** What the sender's clock was found to be ahead by, so that a replay corrects it by the same. */
const aheadHeader = 'nightjar-clock-ahead-ms';

const always = ['content-type', 'user-agent'];

/**
 * The headers worth keeping with a raw body: those the source names, what it is and who sent it. An allow-list, so that
 * no signature, token or cookie is ever stored.
 */
export const keptHeaders = (
  headers: Headers,
  named: readonly string[],
  receivedAt: Date,
  clockAheadMs = 0,
): Record<string, string> => {
  const kept = [...always, ...named].flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value.slice(0, 500)] as const];
  });
  return {
    ...Object.fromEntries(kept),
    [receivedHeader]: receivedAt.toISOString(),
    ...(clockAheadMs === 0 ? {} : { [aheadHeader]: String(clockAheadMs) }),
  };
};

export const clockAheadOf = (headers: Headers): number => Number(headers[aheadHeader] ?? 0) || 0;

export const receivedAtOf = (headers: Headers, otherwise: Date): Date =>
  new Date(headers[receivedHeader] ?? otherwise);

export const isForm = (headers: Headers): boolean =>
  /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '');

/**
 * What a body says: JSON, or JSON in the field `payload` of a form, which GitHub offers first. Throws the refusals of
 * `parseJson`, and `hook.form`.
 */
export const bodyValue = (headers: Headers, body: Buffer): unknown => {
  if (!isForm(headers)) return parseJson(body);
  const payload = new URLSearchParams(body.toString('utf8')).get('payload');
  if (payload === null) throw refused('hook.form');
  return parseJson(Buffer.from(payload));
};
