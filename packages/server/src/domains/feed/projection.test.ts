import { raw, sql } from '@nightjar/kernel/database/sql';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeOf } from './change.ts';
import type { FeedFact } from './events.ts';
import { lexemesOf, lineOf } from './line.ts';
import { foldOf } from './readings.ts';
import { anyFact } from './testing/any-fact.ts';
import { type FeedModel, feedModel, recorded, report } from './testing/model.ts';
import { observed } from './testing/observed.ts';

type Row = {
  id: string;
  at: Date;
  status: string;
  environment: string | null;
  services: string[];
  text: string;
  priority: string;
  bundle: string | null;
  lexemes: string[];
};

const rows = (model: FeedModel): Promise<Row[]> =>
  model.inModel((tx) =>
    tx.many<Row>(
      sql`select id, at, status, environment, services, text, priority, bundle, tsvector_to_array(words) as lexemes from change order by id`,
    ),
  );

const underServices = (model: FeedModel) =>
  model.inModel((tx) =>
    tx.many(sql`select id, service, environment, kind, at from by_service order by id, service`),
  );

const counts = 'quarter, kind, environment, status, priority, n';

const quarters = (model: FeedModel) =>
  model.inModel((tx) => tx.many(raw(`select ${counts} from by_quarter where n <> 0 order by ${counts}`)));

/** What the quarters must hold, by counting the lines. */
const counted = (model: FeedModel) =>
  model.inModel((tx) =>
    tx.many(
      raw(`select date_bin('15 min', at, 'epoch') as quarter, kind, environment, status, priority, count(*)::int as n
        from change group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`),
    ),
  );

/** What the table must hold, by folding each change's facts from the beginning. */
const expected = (facts: readonly { id: string; fact: FeedFact }[]): Row[] =>
  [...Map.groupBy(facts, (it) => it.id)]
    .flatMap(([id, its]): Row[] => {
      const folded = foldOf(its.map((it) => it.fact));
      if (folded === null) return [];
      const change = changeOf(id, folded);
      const line = lineOf(1, change);
      const { at, status, environment, services, text } = line;
      const { priority, bundle } = change;
      const lexemes = [...new Set(lexemesOf(line))].sort(byBytes);
      return [{ id, at, status, environment, services: [...services], text, priority, bundle, lexemes }];
    })
    .sort((a, b) => byBytes(a.id, b.id));

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const inOrder = (list: Row[]): Row[] =>
  list.map((row) => ({ ...row, lexemes: [...row.lexemes].sort(byBytes) }));

test('start, finish and rollback are one line, and its place in the feed moves with them', async () => {
  await using model = await feedModel();
  await model.apply([report(observed({ phase: 'started', at: '2026-03-01T02:40:00.000Z' }))]);
  expect(await rows(model)).toMatchObject([{ status: 'running', at: new Date('2026-03-01T02:40:00Z') }]);
  await model.apply([report(observed({ phase: 'finished' })), report(observed({ phase: 'progressed' }))]);
  expect(await rows(model)).toMatchObject([{ status: 'finished', at: new Date('2026-03-01T02:46:10Z') }]);
  await model.apply([report(observed({ phase: 'reverted', at: '2026-03-01T03:00:00.000Z' }))]);
  expect(await rows(model)).toMatchObject([{ status: 'reverted', at: new Date('2026-03-01T03:00:00Z') }]);
  expect(await underServices(model)).toMatchObject([
    { service: 'pricing', at: new Date('2026-03-01T03:00:00Z') },
  ]);
});

test('the table holds the fold of all facts, however they were cut into batches and whenever the indexes came', async () => {
  await using model = await feedModel({ indexed: false });
  const ids = ['chg_a', 'chg_b', 'chg_c'];
  const known = fc.record({ id: fc.constantFrom(...ids), fact: anyFact });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(known, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
      fc.nat({ max: 5 }),
      async (batches, indexAfter) => {
        await model.inModel(async (tx) => {
          for (const name of [
            'by_service_time',
            'by_service_kind',
            'by_quarter_key',
            'change_by_time',
            'change_by_bundle',
            'change_by_word',
          ])
            await tx.run({ parts: [`drop index if exists ${name}`], values: [] });
          await tx.run(sql`truncate state, reading, change, by_service, by_quarter`);
        });
        for (const [index, facts] of batches.entries()) {
          if (index === indexAfter) await model.index();
          await model.apply(facts.map(({ id, fact }) => recorded(fact, { id })));
        }
        if (indexAfter >= batches.length) await model.index();
        const whole = expected(batches.flat());
        expect(inOrder(await rows(model))).toEqual(whole);
        expect(await underServices(model)).toHaveLength(whole.flatMap((row) => row.services).length);
        expect(await quarters(model)).toEqual(await counted(model));
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test('progress touches no index of the feed', async () => {
  await using model = await feedModel();
  await model.apply([report(observed({ phase: 'started' }))]);
  const place = () => model.inModel((tx) => tx.many(sql`select ctid::text, xmin::text from change`));
  const before = await place();
  await model.apply([report(observed({ phase: 'progressed', at: '2026-03-01T02:50:00.000Z' }))]);
  expect(await place()).toEqual(before);
});

test('control characters in names and texts stay in their own row', async () => {
  await using model = await feedModel();
  const nasty = 'a\u001eb\u001fc';
  await model.apply([
    report(observed({ title: nasty, environment: nasty, services: [nasty], tags: { [nasty]: nasty } })),
    report(observed({ key: 'other', title: 'plain', services: [], environment: null })),
  ]);
  expect((await rows(model)).map((row) => row.environment).sort()).toEqual(['a b c', null]);
});
