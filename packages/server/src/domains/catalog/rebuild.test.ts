import { readers } from '@nightjar/descriptors/description';
import { raw } from '@nightjar/kernel/database/sql';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySays } from './testing/any-claim.ts';
import { type CatalogModel, catalogModel, described, withdrawn } from './testing/model.ts';

const tables = {
  claim: 'entity, source',
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

const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();

const anyFact = fc.record({
  entity: fc.constantFrom('service:default/a', 'service:default/b', 'team:default/c'),
  by: fc.constantFrom(...readers),
  place: fc.constantFrom('x', 'y'),
  at: fc.integer({ min: 0, max: 5 }),
  recorded: fc.integer({ min: 0, max: 5 }),
  says: fc.option(anySays, { nil: null, freq: 3 }),
});

test('facts make the same catalog, whether they are taken in one by one or all at once', async () => {
  await using live = await catalogModel();
  await using rebuilt = await catalogModel();
  await fc.assert(
    fc.asyncProperty(fc.array(anyFact, { minLength: 1, maxLength: 14 }), async (its) => {
      const facts = its.map(({ entity, by, place, at, recorded, says }) => {
        const when = { at: day(at), recordedAt: day(recorded), source: `${by}:here/${place}` };
        return says === null ? withdrawn(entity, when) : described(entity, says, { by, ...when });
      });
      for (const model of [live, rebuilt])
        for (const table of Object.keys(tables))
          await model.inModel((tx) => tx.run(raw(`truncate ${table}`)));
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
