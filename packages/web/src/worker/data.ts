import { keptAtHeader, keptWhyHeader, type Why } from '../offline/words-between.ts';
import { derived } from './derived.ts';
import { graph, keyOf } from './errand.ts';
import { catalogKey, dropKept, eraseKept, type Kept, keep, kept } from './kept.ts';
import { alertAsked, alertFromKept, alertKey, groupFromKept, openAlertsKey } from './kept-alert.ts';
import { verdictOn } from './verdict.ts';
import { belongsTo, hide, turnNow, whose } from './whose.ts';

/** So long the server is waited for where something is kept; hardly at all while it is known to be away. */
const patienceMs = 4_000;
const impatienceMs = 800;
/** For so long after it did not answer it is taken for away. */
const awayMs = 15_000;
let awayUntil = 0;

const showing = ({ text, at }: Kept, why: Why): Response =>
  new Response(text, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      [keptAtHeader]: new Date(at).toISOString(),
      [keptWhyHeader]: why,
    },
  });

/** What is kept under an address, or can be told from what is kept of the catalog and of what fires; null where it may not be shown. */
const held = async (url: string): Promise<Kept | null> => {
  const { owner, hidden } = await whose();
  if (owner === null || hidden) return null;
  const now = Date.now();
  const asked = new URL(url);
  const own = await kept(keyOf(url), now);
  const about = alertAsked(asked);
  if (about === null) return own ?? derived(asked, await kept(catalogKey, now), now);
  const [what, id] = about;
  const list = await kept(openAlertsKey, now);
  if (what === 'alert') return alertFromKept(id, own, list);
  return groupFromKept(own, alertFromKept(id, await kept(alertKey(id), now), list));
};

/** The graph tells what went wrong within a good answer: that holds for this moment. */
const isOfNow = (url: string, text: string): boolean =>
  new URL(url).pathname === graph && (JSON.parse(text) as { errors?: unknown }).errors !== undefined;

/** Reads a good answer and keeps it for whom it names. */
const keepAnswer = async (url: string, answer: Response, owner: string, turn: number): Promise<void> => {
  if (turn !== turnNow()) return;
  await belongsTo(owner, eraseKept);
  const now = turnNow();
  const text = await answer.text();
  if (isOfNow(url, text)) return;
  await keep(keyOf(url), { text, at: Date.now(), etag: null }, () => now === turnNow());
};

/** The same question with the wish to keep the answer, past the browser's own cache, which nobody could empty. */
export const keeping = (request: Request | string, more: Record<string, string> = {}): Request => {
  const headers = new Headers(typeof request === 'string' ? undefined : request.headers);
  for (const [name, value] of Object.entries({ 'nightjar-keep': '1', ...more })) headers.set(name, value);
  return new Request(request, { headers, cache: 'no-store' });
};

type Outcome = { readonly answer: Response | null; readonly away: Why | null };

const ask = async (request: Request, later: (work: Promise<unknown>) => void): Promise<Outcome> => {
  const turn = turnNow();
  let answer: Response;
  try {
    answer = await fetch(keeping(request));
  } catch (error) {
    if (request.signal.aborted) throw error;
    return { answer: null, away: 'silent' };
  }
  const verdict = verdictOn(answer);
  switch (verdict.is) {
    case 'away':
      return { answer, away: verdict.why };
    case 'signed out':
      await hide();
      break;
    case 'gone':
      later(dropKept(keyOf(request.url)));
      break;
    case 'keep':
      later(keepAnswer(request.url, answer.clone(), verdict.owner, turn).catch(() => {}));
      break;
    case 'pass':
  }
  awayUntil = 0;
  return { answer, away: null };
};

/** The server's answer; where it does not come, or not in time, or is another's, what is kept, with its age. */
export const answerData = async (
  request: Request,
  later: (work: Promise<unknown>) => void,
): Promise<Response> => {
  const asked = ask(request, later);
  const late = new Promise<'late'>((resolve) => {
    setTimeout(() => resolve('late'), Date.now() < awayUntil ? impatienceMs : patienceMs);
  });
  const first = await Promise.race([asked, late]);
  const why = first === 'late' ? 'slow' : first.away;
  if (why === null && first !== 'late' && first.answer !== null) return first.answer;
  if (why !== null) awayUntil = Date.now() + awayMs;
  const instead = await held(request.url);
  if (instead !== null) {
    if (first === 'late') later(asked.catch(() => {}));
    return showing(instead, why ?? 'silent');
  }
  const { answer } = await asked;
  return answer ?? Response.error();
};
