import type { Asked, KeptState } from '../offline/words-between.ts';
import { keeping } from './data.ts';
import { catalogKey, eraseKept, keep, kept, keptInAll } from './kept.ts';
import type { Shell } from './shell.ts';
import { verdictOn } from './verdict.ts';
import { belongsTo, forget, hide, turnNow, whose } from './whose.ts';

/** Fetches what is kept of the catalog, unless it is as it was. Fails silently: what is kept stays, with its age. */
const keepCatalog = async (me: string | null): Promise<void> => {
  const { owner, hidden } = await whose();
  const had = owner === null || hidden ? null : await kept(catalogKey, Date.now());
  const query = me === null ? '' : `?${new URLSearchParams({ me })}`;
  const turn = turnNow();
  const have: Record<string, string> = had?.etag == null ? {} : { 'if-none-match': had.etag };
  const answer = await fetch(keeping(`${catalogKey}${query}`, have));
  const verdict = verdictOn(answer);
  if (verdict.is === 'signed out') await hide();
  if (verdict.is !== 'keep' || turn !== turnNow()) return;
  await belongsTo(verdict.owner, eraseKept);
  const now = turnNow();
  const text = answer.status === 304 ? had?.text : await answer.text();
  if (text === undefined) return;
  const etag = answer.headers.get('etag') ?? had?.etag ?? null;
  await keep(catalogKey, { text, at: Date.now(), etag }, () => now === turnNow());
};

const state = async ({ version }: Shell): Promise<KeptState> => {
  const { hidden, owner } = await whose();
  const found = owner === null ? null : await kept(catalogKey, Date.now());
  const { services = 0, whole = false } =
    found === null ? {} : (JSON.parse(found.text) as { services: number; whole: boolean });
  const all = await keptInAll();
  const catalog =
    found === null ? null : { at: found.at, services, whole, bytes: new Blob([found.text]).size };
  return { version, catalog, hidden, ...all };
};

/** Does what the page asks, and answers how things then stand. */
export const answerTo = async (asked: Asked, shell: Shell): Promise<KeptState> => {
  if (asked.is === 'keep') await keepCatalog(asked.me).catch(() => {});
  if (asked.is === 'forget') await forget(eraseKept);
  return state(shell);
};
