import type { Reader } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader as ModelReader } from '@nightjar/kernel/projection/reader';
import { entities } from '../projection.ts';

/** What stands of one source's word about one entity: enough to tell whether it says the same again. */
export type Held = {
  readonly entity: Ref;
  readonly source: string;
  readonly pos: number;
  readonly hash: string;
  readonly line: number | null;
};

export const heldName = ({ entity, source }: Pick<Held, 'entity' | 'source'>): string =>
  `${entity} ${source}`;

/** The sources whose word about what they no longer mention is taken back: by their exact names, or all of one reader's at an origin. */
export type Scope =
  | { readonly is: 'sources'; readonly sources: readonly string[] }
  | { readonly is: 'origin'; readonly by: Reader; readonly origin: string };

const columns = sql`c.entity, c.source, c.pos, c.hash, c.line`;

export const heldAbout = (reader: ModelReader, refs: readonly Ref[]): Promise<Held[]> =>
  reader.many<Held>(sql`
    select ${columns} from ${reader.table(entities, 'claim')} c
    where c.org = ${reader.caller.org} and c.entity = any(${refs}::text[])`);

/** Where sources last took back what they said about the entities, by what `heldName` makes of them. */
export const withdrawnAbout = async (
  reader: ModelReader,
  refs: readonly Ref[],
): Promise<Map<string, number>> => {
  const rows = await reader.many<{ entity: Ref; source: string; pos: number }>(sql`
    select w.entity, w.source, w.pos from ${reader.table(entities, 'withdrawn')} w
    where w.org = ${reader.caller.org} and w.entity = any(${refs}::text[])`);
  return new Map(rows.map((row) => [heldName(row), row.pos]));
};

export const heldWithin = (reader: ModelReader, scope: Scope): Promise<Held[]> =>
  reader.many<Held>(sql`
    select ${columns} from ${reader.table(entities, 'claim')} c
    where c.org = ${reader.caller.org} and ${
      scope.is === 'sources'
        ? sql`c.source = any(${scope.sources}::text[])`
        : // The index has them by source; origins beneath this one begin alike. Bytes decide the order: 0 comes after the slash.
          sql`c.source >= ${`${scope.by}:${scope.origin}/`} and c.source < ${`${scope.by}:${scope.origin}0`}
            and c.origin = ${scope.origin}`
    }`);

/** A word and the name it came under, which stays where the catalog knows the entity by another. */
export type HeldAs = Held & { readonly name: string };

/** All that sources say, about whatever. */
export const heldBy = (reader: ModelReader, sources: readonly string[]): Promise<HeldAs[]> =>
  reader.many<HeldAs>(sql`
    select ${columns}, c.name from ${reader.table(entities, 'claim')} c
    where c.org = ${reader.caller.org} and c.source = any(${sources}::text[])`);
