import { type Reader, readers } from '@nightjar/descriptors/description';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader as ModelReader } from '@nightjar/kernel/projection/reader';
import type { DiscoveryList } from '../wire.ts';

type Row = {
  readonly source: string;
  readonly reached_at: Date | null;
  readonly tried_at: Date;
  readonly failure: string | null;
  readonly seen: number | null;
};

type Told = Row & { readonly by: Reader; readonly origin: string };

const known: ReadonlySet<string> = new Set(readers);

const toldOf = (row: Row): Told[] => {
  const colon = row.source.indexOf(':');
  const by = row.source.slice(0, colon);
  return known.has(by) ? [{ ...row, by: by as Reader, origin: row.source.slice(colon + 1) }] : [];
};

/** `github.com/acme/pricing` → `github.com/acme`, `github.com`. */
const above = (origin: string): string[] => {
  const parts = origin.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
};

/**
 * How each thing that is looked at by itself goes, what fails first. The thousand repositories of an organisation are one line:
 * its own; a part of it is a line where it fails.
 */
export const discoveryList = async ({ caller, many }: ModelReader): Promise<DiscoveryList> => {
  const rows = await many<Row>(sql`
    select d.source, d.reached_at, d.tried_at, d.failure, d.seen
    from nightjar.discovery d where d.org = ${caller.org} order by d.failure is null, d.source`);
  const told = rows.flatMap(toldOf);
  const lists = new Set(told.filter(({ by }) => by === 'repository').map(({ origin }) => origin));
  const shown = told.filter(
    ({ origin, failure }) => failure !== null || !above(origin).some((it) => lists.has(it)),
  );
  return {
    sources: shown.map(({ source, by, reached_at, tried_at, failure, seen }) => ({
      source,
      by,
      reachedAt: reached_at?.toISOString() ?? null,
      triedAt: tried_at.toISOString(),
      failure,
      seen,
    })),
  };
};
