import { raw } from '@nightjar/kernel/database/sql';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyFacts, recordedAs } from './testing/any-fact.ts';
import { type CatalogModel, catalogModel } from './testing/model.ts';

const tables = {
  claim: 'entity, source',
  former: 'entity, ended',
  withdrawn: 'entity, source',
  entity: 'ref, since',
  relation: 'claimed_by, from_ref, type, to_ref, since',
  name: 'ref, name, since',
};

const everything = async (model: CatalogModel) =>
  Promise.all(
    Object.entries(tables).map(([table, order]) =>
      model.inModel((tx) =>
        tx.many<{ row: string }>(raw(`select t::text as row from ${table} t order by ${order}`)),
      ),
    ),
  );

test('facts make the same catalog, whether they are taken in one by one or all at once', async () => {
  await using live = await catalogModel();
  await using rebuilt = await catalogModel();
  await fc.assert(
    fc.asyncProperty(anyFacts, async (its) => {
      const facts = its.map(recordedAs);
      for (const model of [live, rebuilt]) await model.clear();
      for (const fact of facts) await live.apply([fact]);
      await rebuilt.apply(facts);
      expect(await everything(rebuilt)).toEqual(await everything(live));
      const standing = await live.inModel((tx) =>
        tx.many(raw("select ref from entity where until = 'infinity' group by ref having count(*) > 1")),
      );
      expect(standing).toEqual([]);
    }),
    { numRuns: 20 },
  );
}, 120_000);
