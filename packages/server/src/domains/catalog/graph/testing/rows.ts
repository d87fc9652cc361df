import { partsOf } from '@nightjar/descriptors/ref';
import { identifier, raw, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { indexes, tables } from '../../tables.ts';

const schema = 'catalog_entities_test';

type EntityOver = {
  readonly name?: string;
  readonly state?: string;
  readonly tier?: number | null;
  readonly type?: string | null;
  readonly owners?: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly contested?: boolean;
  readonly body?: unknown;
};

type RelationOver = {
  readonly by?: string;
  readonly since?: string;
  readonly until?: string;
  readonly confidence?: number;
  readonly observed?: boolean;
  readonly why?: string | null;
};

const begin = '2026-01-01T00:00:00Z';

/** The catalog's tables in a database of its own, filled row by row: what questions about them ask, and no more. */
export const catalogRows = async () => {
  const database = await testDatabase({ connections: 4 });
  await database.run(raw(`create schema ${schema}`));
  await database.transaction(async (tx) => {
    await tx.run(raw(`set local search_path to ${schema}, pg_catalog`));
    await tx.run(raw(tables));
    await tx.run(raw(indexes));
  });
  let position = 0;
  const table = (name: string) => identifier(schema, name);
  const reader = (org = 1): Reader => ({
    caller: { org, subject: 'test', rights: new Set(['read']) },
    stale: false,
    position,
    many: database.many,
    one: database.one,
    table: (_projection, name) => table(name),
  });

  const entity = async (ref: string, over: EntityOver = {}): Promise<void> => {
    const { kind, namespace, name } = partsOf(ref);
    position += 1;
    const { state = 'declared', tier = null, type = null, owners = [] } = over;
    const { since = begin, until = 'infinity', contested = false, body = {} } = over;
    await database.run(sql`insert into ${table('entity')} (org, ref, since, until, pos, kind, namespace, name, state,
        tier, type, owners, owner_names, environments, tags, aliases, readers, contested, text, words, body)
      values (1, ${ref}, ${since}, ${until}, ${position}, ${kind}, ${namespace}, ${over.name ?? name}, ${state},
        ${tier}, ${type}, ${owners}, ${owners}, '{}', '{}', '{}', '{}', ${contested}, '', '', ${JSON.stringify(body)})`);
    await database.run(sql`insert into ${table('name')} (org, ref, name, what, since, until)
      values (1, ${ref}, ${name}, 0, ${since}, ${until})`);
  };

  const relation = async (from: string, type: string, to: string, over: RelationOver = {}): Promise<void> => {
    const {
      by = from,
      since = begin,
      until = 'infinity',
      confidence = 1,
      observed = false,
      why = null,
    } = over;
    await database.run(sql`insert into ${table('relation')} (org, from_ref, type, to_ref, claimed_by, since, until,
        confidence, sources, observed, why)
      values (1, ${from}, ${type}, ${to}, ${by}, ${since}, ${until}, ${confidence}, '{}', ${observed}, ${why})`);
  };

  return {
    ...database,
    table,
    reader,
    entity,
    relation,
    /** As the projection does when it makes a new version of an entity. */
    touched: async (ref: string): Promise<void> => {
      position += 1;
      await database.run(sql`update ${table('entity')} set pos = ${position}
        where ref = ${ref} and until = 'infinity'`);
    },
  };
};
