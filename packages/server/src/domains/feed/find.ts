import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Asked } from './asked.ts';
import type { Key } from './cursor.ts';
import { lexeme } from './line.ts';
import { likelihoodOf } from './necessary.ts';
import { type Shares, sharesOf } from './shares.ts';
import { bundled, named, probe, type Row, walk, walked } from './walks.ts';

/** What was found, newest first, and where to go on: null at the end of the feed. */
export type Found = { readonly rows: readonly Row[]; readonly next: Key | null };

/**
 * Neither index will do for every word. At ten million changes a word of one in ten takes 0.5 ms by walking back in time and
 * 167 ms by the index of words; a word of fifty takes 4,859 ms and 1.5 ms. So the cheaper is tried first, and given up
 * where the guess was wrong.
 */
export const usualBounds = {
  /** Microseconds: a row of the time index, a row of the index of services with its look-up, a row that the index of words found. */
  walkedRow: 0.5,
  walkedRowOfServices: 5,
  probedRow: 2.5,
  /** The most rows that the index of words may find before its answer is given up. */
  probed: 20_000,
  /** Rows of the first walk, where the filter does not tell how many it will take. */
  firstWalk: 1_000,
  /** Rows of the longest walk. */
  longestWalk: 60_000,
  longestWalkOfServices: 5_000,
  /** A search that has not filled its page by then answers what it has, and the cursor to go on from. */
  patienceMs: 1_000,
};

export type Bounds = Readonly<typeof usualBounds>;

/** Where a row stands in the feed. */
export const keyOf = (row: Row): Key => ({ at: row.at.getTime(), id: row.id });

/** One more than the page holds is looked for, to know whether there is a next one. */
export const page = (rows: readonly Row[], limit: number): Found => {
  const last = rows[limit - 1];
  return { rows: rows.slice(0, limit), next: rows.length > limit && last !== undefined ? keyOf(last) : null };
};

/** Service, environment, kind and time, and nothing else: the index of services knows the page. */
const isCovered = ({ covered, names }: Asked): boolean =>
  covered && names.services !== null && (names.environments !== null || names.kinds === null);

type Way = { readonly probeFirst: boolean; readonly firstWalk: number; readonly longestWalk: number };

/** Guesses how many rows each way would look at, as if words and names met by chance alone. */
const wayOf = ({ names, necessary }: Asked, shares: Shares, wanted: number, bounds: Bounds): Way => {
  const { services } = names;
  const longestWalk = services === null ? bounds.longestWalk : bounds.longestWalkOfServices;
  const likelihood = necessary === null ? undefined : likelihoodOf(necessary, shares.of);
  if (likelihood === undefined)
    return { probeFirst: false, firstWalk: Math.min(bounds.firstWalk, longestWalk), longestWalk };
  const walkedShare =
    services === null ? 1 : services.reduce((sum, name) => sum + shares.of(lexeme('service', name)), 0);
  const matching = likelihood * shares.rows;
  const walked = Math.min(walkedShare * shares.rows, (wanted * walkedShare) / Math.max(likelihood, 1e-9));
  const walkedRow = services === null ? bounds.walkedRow : bounds.walkedRowOfServices;
  return {
    probeFirst: matching <= bounds.probed / 2 && matching * bounds.probedRow < walked * walkedRow,
    firstWalk: Math.min(longestWalk, Math.max(bounds.firstWalk, Math.ceil(2 * walked))),
    longestWalk,
  };
};

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
  if (asked.bundles !== null)
    return page(await bundled(reader, { org, asked, before }, asked.bundles, wanted), limit);
  if (isCovered(asked)) return page(await walk(reader, { org, asked, before }, wanted, wanted), limit);

  const need = asked.necessary;
  const way = wayOf(asked, await sharesOf(reader), wanted, bounds);

  const tryIndex = async (from: Key | null): Promise<Row[] | null> =>
    need === null ? null : probe(reader, { org, asked, before: from }, need, bounds.probed, wanted);

  let tried = false;
  if (way.probeFirst) {
    const rows = await tryIndex(before);
    if (rows !== null) return page(rows, limit);
    tried = true;
  }
  const began = performance.now();
  const found: Row[] = [];
  let from = before;
  let most = way.firstWalk;
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
    most = Math.min(2 * most, way.longestWalk);
  }
};
