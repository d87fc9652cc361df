import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Asked } from './asked.ts';
import type { Key } from './cursor.ts';
import { likelihoodOf, shareOf } from './necessary.ts';
import { sharesOf } from './shares.ts';
import { named, probe, type Row, walk, walked } from './walks.ts';

/** What was found, newest first, and where to go on: null at the end of the feed. */
export type Found = { readonly rows: readonly Row[]; readonly next: Key | null };

/**
 * Neither index will do for every word. At ten million changes a word of one in ten takes 0.5 ms by walking back in time and
 * 167 ms by the index of words; a word of fifty takes 4,859 ms and 1.5 ms. Between them lie these bounds.
 */
const usualBounds = {
  /** Up to so many rows are expected: the index of words, and sort what it finds. */
  rare: 3_000,
  /** The most rows that the index of words may find before its answer is given up. */
  probed: 20_000,
  /** Rows of the first walk, where the filter does not tell how many it will take. */
  firstWalk: 1_000,
  /** Rows of the longest walk: of the time index, and of the index of services, whose every row is a look-up. */
  longestWalk: 20_000,
  longestWalkOfServices: 5_000,
  /** A search that has not filled its page by then answers what it has, and the cursor to go on from. */
  patienceMs: 1_000,
};

export type Bounds = Readonly<typeof usualBounds>;

const keyOf = (row: Row): Key => ({ at: row.at.getTime(), id: row.id });

/** One more than the page holds is looked for, to know whether there is a next one. */
const page = (rows: readonly Row[], limit: number): Found => {
  const last = rows[limit - 1];
  return { rows: rows.slice(0, limit), next: rows.length > limit && last !== undefined ? keyOf(last) : null };
};

/** Service, environment, kind and time, and nothing else: the index of services knows the page. */
const isCovered = ({ covered, names }: Asked): boolean =>
  covered && names.services !== null && (names.environments !== null || names.kinds === null);

/** The first `limit` matching changes below `before`, newest first. */
export const find = async (
  reader: Reader,
  asked: Asked,
  before: Key | null,
  limit: number,
  bounds: Bounds = usualBounds,
): Promise<Found> => {
  const wanted = limit + 1;
  const { org } = reader.caller;
  if (asked.ids !== null) return page(await named(reader, { org, asked, before }, asked.ids, wanted), limit);
  if (isCovered(asked)) return page(await walk(reader, { org, asked, before }, wanted, wanted), limit);

  const shares = await sharesOf(reader);
  const need = asked.necessary;
  const share = need === null ? undefined : shareOf(need, shares.of);
  const mayBeRare = share !== undefined && share * shares.rows <= bounds.rare;
  const likelihood = need === null ? undefined : likelihoodOf(need, shares.of);
  const longest = asked.names.services === null ? bounds.longestWalk : bounds.longestWalkOfServices;
  const expected = likelihood === undefined ? bounds.firstWalk : (2 * wanted) / Math.max(likelihood, 1e-9);

  const tryIndex = async (from: Key | null): Promise<Row[] | null> =>
    need === null ? null : probe(reader, { org, asked, before: from }, need, bounds.probed, wanted);

  let tried = false;
  if (mayBeRare || expected > 2 * longest) {
    const rows = await tryIndex(before);
    if (rows !== null) return page(rows, limit);
    tried = true;
  }
  const began = performance.now();
  const found: Row[] = [];
  let from = before;
  let most = Math.min(longest, Math.max(bounds.firstWalk, Math.ceil(expected)));
  for (;;) {
    const slice = { org, asked, before: from };
    found.push(...(await walk(reader, slice, most, wanted - found.length)));
    if (found.length >= wanted) return page(found, limit);
    const last = await walked(reader, slice, most);
    if (last === undefined) return page(found, limit);
    from = keyOf(last);
    if (!tried) {
      tried = true;
      const rest = await tryIndex(from);
      if (rest !== null) return page([...found, ...rest], limit);
    }
    if (performance.now() - began > bounds.patienceMs) return { rows: found, next: from };
    most = Math.min(2 * most, longest);
  }
};
