import type { Reader } from '@nightjar/kernel/projection/reader';
import { fold } from '@nightjar/query/fold';
import type { Locate, Located } from '../../change/located.ts';
import { type UnmappedRow, unmappedOf } from './queries.ts';
import type { UnmappedItem } from './wire.ts';

type Near = (names: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;

const atOnce = 500;
/** Rows of names that the catalog knows by now are passed over, but not without end. */
const mostLooked = 5_000;

/** What people would call it: the last part of `acme/pricing`, `apps/v1/pricing`. */
const lastPart = (value: string): string =>
  value.slice(Math.max(value.lastIndexOf('/'), value.lastIndexOf(':')) + 1);

/** By which name its like is looked for. */
const nameOf = ({ join_name, spelled, names }: UnmappedRow): string =>
  join_name === '' ? spelled : (names[0] ?? lastPart(spelled));

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, index) => fold(name) === fold(b[index] ?? ''));

type Today = { readonly services: readonly string[]; readonly by: Located['by'] } | 'nobody' | 'well';

/** How it would be read now: by nobody still; to the same names, so that nothing is amiss with the past; or to others. */
const todayOf = (locate: Locate, org: number, row: UnmappedRow): Today => {
  const services = row.join_name === '' ? (row.spelled === '' ? [] : [row.spelled]) : row.names;
  const hints = row.join_name === '' ? [] : [{ join: row.join_name, value: row.spelled }];
  const now = locate({ org, source: row.source, services, environment: null, hints });
  if (now.located === null) return 'well';
  if (now.located.by === 'none') return 'nobody';
  // Pages ask for aliases as well, so what came over the API under one is found.
  if (!row.kept) return now.located.by === 'name' ? 'well' : 'nobody';
  return same(now.services, services) ? 'well' : { services: now.services, by: now.located.by };
};

const itemOf = (row: UnmappedRow, today: Today, near: readonly string[]): UnmappedItem => ({
  source: row.source,
  join: row.join_name === '' ? null : row.join_name,
  value: row.spelled,
  names: [...row.names],
  reports: row.reports,
  last: row.last.toISOString(),
  examples: [...row.examples],
  near: [...near],
  settledBy: row.spelled === '' ? 'default' : row.kept ? 'rule' : 'alias',
  today: typeof today === 'string' ? null : { services: [...today.services], by: today.by },
});

/** What is still to be mapped, the latest first, with the nearest names of the catalog. */
export const unmappedItems = async (
  reader: Reader,
  locate: Locate,
  near: Near,
  { source, limit }: { readonly source: string | undefined; readonly limit: number },
): Promise<{ readonly items: UnmappedItem[]; readonly more: boolean }> => {
  const found: { readonly row: UnmappedRow; readonly today: Today }[] = [];
  let offset = 0;
  let last = false;
  while (found.length <= limit && offset < mostLooked && !last) {
    const rows = await unmappedOf(reader, { source, offset, limit: atOnce });
    for (const row of rows) {
      const today = todayOf(locate, reader.caller.org, row);
      if (today !== 'well') found.push({ row, today });
    }
    offset += rows.length;
    last = rows.length < atOnce;
  }
  const shown = found.slice(0, limit);
  const suggestions = await near(
    [...new Set(shown.map(({ row }) => nameOf(row)))].filter((name) => name !== ''),
  );
  return {
    items: shown.map(({ row, today }) => itemOf(row, today, suggestions.get(nameOf(row)) ?? [])),
    more: found.length > limit || !last,
  };
};
