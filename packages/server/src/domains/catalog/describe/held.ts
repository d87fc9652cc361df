import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { entities } from '../projection.ts';

/** What stands of one source's word about one entity: enough to tell whether it says the same again. */
export type Held = {
  readonly entity: Ref;
  readonly source: string;
  readonly pos: number;
  readonly hash: string;
  readonly line: number | null;
  readonly text_hash: string | null;
};

export const heldName = ({ entity, source }: Pick<Held, 'entity' | 'source'>): string =>
  `${entity} ${source}`;

/** The sources whose word about what they no longer mention is taken back: by their exact names, or all of one origin. */
export type Scope =
  | { readonly is: 'sources'; readonly sources: readonly string[] }
  /** `backstage:github.com/acme/pricing/`: ends with a slash. */
  | { readonly is: 'origin'; readonly prefix: string };

const columns = sql`c.entity, c.source, c.pos, c.hash, c.line, c.text_hash`;

export const heldAbout = (reader: Reader, refs: readonly Ref[]): Promise<Held[]> =>
  reader.many<Held>(sql`
    select ${columns} from ${reader.table(entities, 'claim')} c
    where c.org = ${reader.caller.org} and c.entity = any(${refs}::text[])`);

/** Where sources last took back what they said about the entities, by what `heldName` makes of them. */
export const withdrawnAbout = async (reader: Reader, refs: readonly Ref[]): Promise<Map<string, number>> => {
  const rows = await reader.many<{ entity: Ref; source: string; pos: number }>(sql`
    select w.entity, w.source, w.pos from ${reader.table(entities, 'withdrawn')} w
    where w.org = ${reader.caller.org} and w.entity = any(${refs}::text[])`);
  return new Map(rows.map((row) => [heldName(row), row.pos]));
};

export const heldWithin = (reader: Reader, scope: Scope): Promise<Held[]> =>
  reader.many<Held>(sql`
    select ${columns} from ${reader.table(entities, 'claim')} c
    where c.org = ${reader.caller.org} and ${
      scope.is === 'sources'
        ? sql`c.source = any(${scope.sources}::text[])`
        : // Bytes decide the order: 0 comes after the slash.
          sql`c.source >= ${scope.prefix} and c.source < ${`${scope.prefix.slice(0, -1)}0`}`
    }`);
