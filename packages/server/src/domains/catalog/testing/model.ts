import type { Description, Says } from '@nightjar/descriptors/description';
import type { Queryable } from '@nightjar/kernel/database/database';
import { identifier, raw } from '@nightjar/kernel/database/sql';
import type { Recorded } from '@nightjar/kernel/fact';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { type CatalogFact, entityStream } from '../events.ts';
import { entities } from '../projection.ts';

const schema = 'catalog_entities_test';
const path = raw(`set local search_path to ${schema}`);

export type CatalogModel = Awaited<ReturnType<typeof catalogModel>>;

let pos = 0;

/** The catalog's read model in a database of its own, without the runner. */
export const catalogModel = async () => {
  const database = await testDatabase({ connections: 4 });
  const inModel = <Result>(work: (tx: Queryable) => Promise<Result>): Promise<Result> =>
    database.transaction(async (tx) => {
      await tx.run(path);
      return work(tx);
    });
  await database.run(raw(`create schema ${schema}`));
  await inModel((tx) => tx.run(raw(entities.tables)));
  await inModel((tx) => tx.run(raw(entities.indexes ?? '')));
  return {
    ...database,
    inModel,
    /** As before anybody spoke. */
    clear: (): Promise<void> =>
      inModel(async (tx) => {
        await tx.run(raw('truncate claim, former, withdrawn, entity, relation, name, word'));
      }),
    reader: (org = 1): Reader => ({
      caller: { org, subject: 'test', rights: new Set(['read']) },
      stale: false,
      position: pos,
      many: database.many,
      one: database.one,
      table: (_projection, name) => identifier(schema, name),
    }),
    apply: (facts: readonly Recorded<CatalogFact>[]): Promise<void> =>
      inModel(async (tx) => {
        if (!('batch' in entities)) throw new Error('The catalog is applied in batches.');
        await entities.batch(tx, facts);
      }),
  };
};

/** A fact as the log would give it back, at the next position. */
const recorded = (fact: CatalogFact, { at, recordedAt = at, org = 1 }: When): Recorded<CatalogFact> => {
  pos += 1;
  return {
    ...fact,
    pos,
    stream: entityStream(fact.data.entity),
    ver: 0,
    org,
    v: 1,
    id: '00000000-0000-7000-8000-000000000000',
    at: new Date(at),
    recordedAt: new Date(recordedAt),
    actor: 'token:test',
    cause: null,
  } as Recorded<CatalogFact>;
};

type When = { readonly at: string; readonly recordedAt?: string; readonly org?: number };

export const described = (
  entity: string,
  says: Says,
  {
    by = 'backstage',
    source = `${by}:here/catalog-info.yaml`,
    confidence = 1,
    ...when
  }: When & {
    by?: Description['by'];
    source?: string;
    confidence?: number;
  },
): Recorded<CatalogFact> =>
  recorded(
    {
      type: 'EntityDescribed',
      data: { entity, name: entity.slice(entity.indexOf('/') + 1), by, source, says, confidence },
    },
    when,
  );

export const withdrawn = (
  entity: string,
  { source = 'backstage:here/catalog-info.yaml', ...when }: When & { source?: string },
): Recorded<CatalogFact> =>
  recorded({ type: 'DescriptionWithdrawn', data: { entity, source, why: 'Its file has gone.' } }, when);
