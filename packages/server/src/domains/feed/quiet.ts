import type { Reader } from '@nightjar/kernel/projection/reader';
import { and } from '@nightjar/query/ast';
import { type Asked, askedBy, parsed } from './asked.ts';
import { linesAmong, type Sum, sumsOf } from './bundles.ts';
import type { Key, Mark } from './cursor.ts';
import { type Bounds, type Found, find, page, usualBounds } from './find.ts';
import { hides, inView, isLow } from './view.ts';
import { counted, type Row } from './walks.ts';

/** A page of the quiet view: which changes are its lines, and what those stand for that stand for several. */
export type QuietPage = Found & {
  readonly sums: ReadonlyMap<string, Sum>;
  readonly hidden: number;
};

/** Rows taken at a time for one line, at first: in a usual week some twenty are one. */
const rowsForALine = 4;
/** At most, where much is bundled. */
const mostRows = 2_000;
/** So many changes are looked at to count what is hidden. */
const counting = { rows: 3_000, rowsOfServices: 500 };

/**
 * The first `limit` lines below a mark. A change is a line where it has no bundle or is the newest of it that matches, of what is not
 * above the top of the list; whether it is does not depend on the page, so pages neither repeat a bundle nor lose one, also where
 * more of it comes while one reads. What is found is asked for its bundles in one statement a round, until the page is full.
 */
export const linesBelow = async (
  reader: Reader,
  asked: Asked,
  mark: Mark | null,
  limit: number,
  bounds: Bounds = usualBounds,
): Promise<Found & { readonly bundles: ReadonlyMap<string, string> }> => {
  const began = performance.now();
  const lines: Row[] = [];
  const bundles = new Map<string, string>();
  const upTo = (found: Found) => ({ ...found, bundles });
  let from = mark?.before ?? null;
  let step = Math.min(mostRows, limit * rowsForALine);
  for (;;) {
    const found = await find(reader, asked, from, step, bounds);
    const among = await linesAmong(
      reader,
      asked,
      found.rows.map(({ id }) => id),
      mark?.top ?? null,
    );
    for (const row of found.rows) {
      const bundle = among.get(row.id);
      if (bundle === undefined) continue;
      lines.push(row);
      if (bundle !== null) bundles.set(row.id, bundle);
    }
    if (lines.length > limit) return upTo(page(lines, limit));
    if (found.next === null) return upTo({ rows: lines, next: null });
    if (performance.now() - began > bounds.patienceMs) return upTo({ rows: lines, next: found.next });
    from = found.next;
    step = Math.min(mostRows, 2 * step);
  }
};

/** One page of a filter in the quiet view. */
export const quietPage = async (
  reader: Reader,
  query: string,
  now: Date,
  mark: Mark | null,
  limit: number,
): Promise<QuietPage> => {
  const ast = parsed(query);
  const asked = askedBy(inView('quiet', ast), now);
  const { bundles, ...found } = await linesBelow(reader, asked, mark, limit);
  const shown = new Map(
    found.rows.flatMap(({ id }) => (bundles.has(id) ? [[bundles.get(id) ?? '', id]] : [])),
  );
  const sums = await sumsOf(reader, asked, [...shown.keys()]);
  const several = [...sums.values()].filter(({ count }) => count > 1);
  return {
    ...found,
    sums: new Map(several.map((sum) => [shown.get(sum.bundle) ?? '', sum])),
    hidden: hides('quiet', ast)
      ? await hiddenIn(reader, askedBy(and([ast, isLow]), now), mark?.before ?? null, found.next)
      : 0,
  };
};

/** How many of low priority lie between two places of the feed, as far as a bounded look tells. */
const hiddenIn = (reader: Reader, asked: Asked, before: Key | null, downTo: Key | null): Promise<number> => {
  const most = asked.names.services === null ? counting.rows : counting.rowsOfServices;
  return counted(reader, { org: reader.caller.org, asked, before, downTo }, most);
};
