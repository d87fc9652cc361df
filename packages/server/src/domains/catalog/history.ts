import type { Log } from '@nightjar/kernel/log/log';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { differences } from './difference.ts';
import { type Moment, pastOf, until } from './past.ts';
import { refuse } from './refusals.ts';
import { resolveRef } from './resolve.ts';
import type { History } from './wire.ts';

const itemOf = ({ fact, from, before, after }: Moment): History['items'][number] => ({
  position: fact.pos,
  at: from,
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

/** What became of an entity up to an instant (null: now), newest first, with who did it. */
export const historyOf = async (
  log: Pick<Log, 'stream'>,
  reader: Reader,
  text: string,
  { at, limit, cursor }: Wish,
): Promise<History> => {
  const before = positionOf(cursor);
  const ref = await resolveRef(reader, text, at);
  const moments = until(await pastOf(log, reader.caller.org, ref), at).filter(
    ({ fact }) => fact.pos < before,
  );
  const page = moments.slice(-limit).reverse();
  const last = page.at(-1);
  const next = moments.length > limit && last !== undefined ? String(last.fact.pos) : null;
  return { entity: ref, items: page.map(itemOf), next };
};
