import type { Recorded } from '@nightjar/kernel/fact';
import type { Log } from '@nightjar/kernel/log/log';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { differences } from './difference.ts';
import { type CatalogFact, entityStream } from './events.ts';
import { advance, countsFrom, type Standing } from './fold.ts';
import { positionAt, standingAfter } from './past.ts';
import { refuse } from './refusals.ts';
import { resolveRef } from './resolve.ts';
import type { History } from './wire.ts';

type Item = History['items'][number];

/** What facts may weigh that one page reads: after these bytes it ends, and goes on with its cursor. */
const mostBytes = 4 * 2 ** 20;

const itemOf = (fact: Recorded<CatalogFact>, before: Standing, after: Standing): Item => ({
  position: fact.pos,
  at: countsFrom(before, fact),
  recordedAt: fact.recordedAt.toISOString(),
  actor: fact.data.signed ?? fact.actor,
  source: fact.data.source,
  is: fact.type === 'EntityDescribed' ? 'described' : 'withdrawn',
  why: 'why' in fact.data ? fact.data.why : null,
  diff: differences(before.version, after.version),
});

/** A cursor is the position of the last item of the page before. */
const positionOf = (cursor: string | undefined): number => {
  if (cursor === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d{1,15}$/.test(cursor)) throw refuse('catalog.cursor');
  return Number(cursor);
};

type Wish = { readonly at: Date | null; readonly limit: number; readonly cursor: string | undefined };

/**
 * What became of an entity up to an instant (null: now), newest first, with who did it. Only the facts of the page are read,
 * and folded upon what stood before them.
 */
export const historyOf = async (
  log: Pick<Log, 'latest'>,
  reader: Reader,
  text: string,
  { at, limit, cursor }: Wish,
): Promise<History> => {
  const before = positionOf(cursor);
  const ref = await resolveRef(reader, text, at);
  const upTo = Math.min(
    before - 1,
    reader.position,
    at === null ? reader.position : await positionAt(reader, ref, at),
  );
  const { facts, more } = await log.latest(reader.caller.org, entityStream(ref), {
    upTo,
    limit,
    bytes: mostBytes,
  });
  const oldest = facts.at(-1);
  if (oldest === undefined) return { entity: ref, items: [], next: null };
  let standing = await standingAfter(reader, ref, oldest.pos - 1);
  const items: Item[] = [];
  for (const fact of facts.toReversed() as unknown as Recorded<CatalogFact>[]) {
    const after = advance(standing, fact);
    items.push(itemOf(fact, standing, after));
    standing = after;
  }
  return { entity: ref, items: items.reverse(), next: more ? String(oldest.pos) : null };
};
