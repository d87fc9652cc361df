import { boundedFetch } from '../../discovery/bounded-fetch.ts';
import type { Fetch } from '../../discovery/code-host.ts';
import { type Message, type Page, type Provider, Unsaid } from '../provider.ts';
import { refusedBy, send } from '../send.ts';
import { toldSuspects } from '../words.ts';
import { digestCard, inOneCard, pageCard, testCard } from './card.ts';

export type TeamsOptions = {
  /** Of a workflow ("When a Teams webhook request is received") or an incoming webhook. Whoever has it may write. */
  readonly webhook: URL;
  readonly base: URL | null;
  readonly fetch?: Fetch;
  readonly paceMs?: number;
};

const bounds = { timeoutMs: 15_000, mostBytes: 64 * 1024 };

/** Teams takes four requests a second from a webhook; people do not. */
const paceMs = 1000;

/** Minutes after the page from which a second card may come. */
const againAfter = 15;

const failedText = /\b(?:failed|error)\b/i;

const post = async (fetch: Fetch, webhook: URL, body: object, signal: AbortSignal): Promise<void> => {
  const answer = await send(fetch, 'Teams', { method: 'POST', url: webhook, body, signal });
  const { status } = answer;
  if (status === 401 || status === 403)
    throw refusedBy(
      'forbidden',
      'Teams does not take the address any more: set NIGHTJAR_TEAMS_WEBHOOK anew.',
    );
  if (status === 404 || status === 410)
    throw refusedBy(
      'webhook_gone',
      'The webhook or workflow is gone: make another and set NIGHTJAR_TEAMS_WEBHOOK.',
    );
  if (!answer.ok) throw refusedBy(`status_${status}`, `Teams answered ${status} to a card.`);
  // An incoming webhook says in the text of a 200 that it failed, its limit among the reasons.
  const text = (await answer.text()).slice(0, 500);
  if (!failedText.test(text)) return;
  if (/\b429\b/.test(text))
    throw new Unsaid('the rate limit of Teams is reached', { is: 'limited', afterMs: 30_000 });
  throw new Unsaid('Teams says that it could not deliver the card');
};

/** Teams gives a card no id: it is called after what it tells of. */
const messageOf = (nth: number, { diagnosis }: Page): Message => ({
  id: diagnosis.id,
  nth,
  thread: null,
  shows: '',
  verdict: diagnosis.verdict,
  foremost: toldSuspects(diagnosis)[0]?.change ?? null,
});

/** Whether a second card is worth its noise: what was said at the page does not hold at the end. */
const isNews = (before: Message, { diagnosis }: Page): boolean =>
  before.nth === 1 &&
  (diagnosis.after ?? 0) >= againAfter &&
  (before.verdict !== diagnosis.verdict ||
    (diagnosis.verdict === 'change' && before.foremost !== (toldSuspects(diagnosis)[0]?.change ?? null)));

/**
 * A channel of Microsoft Teams. A webhook can only write: no card is ever changed, nor found again. So there is one at the page and at
 * most one more, and a process that is killed between the card and its record may send the card twice.
 */
export const teams = ({
  webhook,
  base,
  fetch = boundedFetch(bounds),
  ...options
}: TeamsOptions): Provider => ({
  name: 'teams',
  title: 'Microsoft Teams',
  places: [{ id: 'teams', title: 'Microsoft Teams' }],
  secrets: [webhook.href, webhook.pathname + webhook.search],
  paceMs: options.paceMs ?? paceMs,
  tell: async (_, page, before, signal) => {
    if (before !== null && !isNews(before, page)) return { is: 'nothing' };
    await post(fetch, webhook, pageCard(page, base, before !== null), signal);
    return { is: 'told', message: messageOf(before === null ? 1 : 2, page), digest: null };
  },
  digest: async (_, pages, before, signal) => {
    const some = inOneCard(pages, base);
    const [page] = some;
    if (before !== null || page === undefined) return { is: 'nothing' };
    await post(fetch, webhook, digestCard(some, base), signal);
    const diagnoses = some.map(({ diagnosis }) => diagnosis.id);
    return { is: 'told', message: { ...messageOf(1, page), verdict: null }, digest: diagnoses };
  },
  test: async (_, signal) => {
    await post(fetch, webhook, testCard(), signal);
    return {
      says: 'Teams took the card: it stands in the channel in a moment, or the run of the workflow says why not.',
      wrote: true,
    };
  },
});
