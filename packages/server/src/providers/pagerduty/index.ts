import { boundedFetch } from '../../discovery/bounded-fetch.ts';
import type { Fetch } from '../../discovery/code-host.ts';
import { listAt, textAt } from '../../sources/json.ts';
import { type Message, type Page, type Provider, Unsaid } from '../provider.ts';
import { refusedBy, send } from '../send.ts';
import { hashOf, testWords, toldSuspects } from '../words.ts';
import { incidentOf } from './incident.ts';
import { markOf, noteOf } from './note.ts';

export type PagerdutyOptions = {
  /** `https://api.pagerduty.com`. */
  readonly url: URL;
  /** A key that may write. */
  readonly token: string;
  /** The e-mail address of a user of the account: notes are theirs (header `From`). */
  readonly from: string;
  readonly base: URL | null;
  readonly fetch?: Fetch;
  readonly paceMs?: number;
};

const bounds = { timeoutMs: 15_000, mostBytes: 4 * 2 ** 20 };

/** 960 requests a minute and key; a note is two. */
const paceMs = 150;

/** Minutes after the page from which a second note may come: the first minutes waver. */
const againAfter = 5;

const json = async (answer: Response): Promise<unknown> => {
  try {
    return await answer.json();
  } catch {
    throw new Unsaid('what PagerDuty answered is no JSON');
  }
};

const foremostOf = ({ diagnosis }: Page): string | null =>
  diagnosis.verdict === 'not a change' ? null : (toldSuspects(diagnosis)[0]?.change ?? null);

/** Notes on incidents of PagerDuty (developer.pagerduty.com, "Create a note on an incident"): one, and a second where another change is suspected first. */
export const pagerduty = ({ url, token, from, base, ...options }: PagerdutyOptions): Provider => {
  const fetch = options.fetch ?? boundedFetch(bounds);

  const askAt = async (method: 'GET' | 'POST', path: string, signal: AbortSignal, body?: object) => {
    const answer = await send(fetch, 'PagerDuty', {
      method,
      url: new URL(`${url.href.replace(/\/$/, '')}${path}`),
      headers: {
        accept: 'application/vnd.pagerduty+json;version=2',
        authorization: `Token token=${token}`,
        from,
      },
      body,
      signal,
    });
    const { status } = answer;
    if (status === 401)
      throw refusedBy(
        'unauthorized',
        'PagerDuty does not accept the key: set NIGHTJAR_PAGERDUTY_TOKEN anew.',
      );
    if (status === 403)
      throw refusedBy(
        'forbidden',
        'The key of PagerDuty may not write notes: NIGHTJAR_PAGERDUTY_TOKEN has to be one that may.',
      );
    if (status === 400)
      throw refusedBy(
        'bad_request',
        'PagerDuty refused the note: NIGHTJAR_PAGERDUTY_FROM has to be the address of a user.',
      );
    if (status === 404) return null;
    if (!answer.ok) throw new Unsaid(`PagerDuty answered ${status}`);
    return json(answer);
  };
  const ask = (method: 'GET' | 'POST', incident: string, signal: AbortSignal, body?: object) =>
    askAt(method, `/incidents/${incident}/notes`, signal, body);

  /** That the key is one. It may write notes and not read users: that it is told so is enough. */
  const known = async (signal: AbortSignal): Promise<void> => {
    try {
      await askAt('GET', '/users?limit=1', signal);
    } catch (error) {
      const isForbidden =
        error instanceof Unsaid &&
        error.because.is === 'refused' &&
        error.because.trouble.code === 'forbidden';
      if (!isForbidden) throw error;
    }
  };

  return {
    name: 'pagerduty',
    title: 'PagerDuty',
    places: [{ id: 'pagerduty', title: 'PagerDuty, notes on incidents' }],
    secrets: [token],
    paceMs: options.paceMs ?? paceMs,
    tell: async (_, page, before, signal) => {
      const incident = incidentOf(page.alert);
      if (incident === null) return { is: 'nothing' };
      const foremost = foremostOf(page);
      const { after, id, verdict } = page.diagnosis;
      const isSecond = before !== null;
      if (isSecond && (before.nth > 1 || (after ?? 0) < againAfter || before.foremost === foremost))
        return { is: 'nothing' };
      const content = noteOf(page, base);
      const messageWith = (note: string): Message => ({
        id: note,
        thread: null,
        nth: isSecond ? 2 : 1,
        shows: hashOf(content),
        verdict,
        foremost,
      });
      const there = await ask('GET', incident, signal);
      if (there === null) return { is: 'ended', why: 'PagerDuty knows no such incident' };
      // A process that was killed may have written it.
      const ours = listAt(there, 'notes').filter(
        (it) => textAt(it, 'content')?.endsWith(markOf(id)) ?? false,
      );
      if (ours.length > (isSecond ? 1 : 0))
        return { is: 'told', message: messageWith(textAt(ours.at(-1), 'id') ?? 'note'), digest: null };
      const made = await ask('POST', incident, signal, { note: { content } });
      if (made === null) return { is: 'ended', why: 'PagerDuty knows no such incident' };
      return { is: 'told', message: messageWith(textAt(made, 'note', 'id') ?? 'note'), digest: null };
    },
    test: async (_, signal, incident) => {
      if (incident === null) {
        await known(signal);
        return {
          says: 'PagerDuty knows the key. Whether it may write is seen on an incident alone: name one with --incident.',
          wrote: false,
        };
      }
      const made = await ask('POST', incident, signal, { note: { content: testWords } });
      if (made === null) throw refusedBy('not_found', 'PagerDuty knows no such incident.', false);
      return { says: 'The note stands on the incident.', wrote: true };
    },
  };
};
