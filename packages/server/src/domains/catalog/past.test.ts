import { raw, sql } from '@nightjar/kernel/database/sql';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, nothing } from './fold.ts';
import { stood } from './instant.ts';
import { claimsAt, positionAt, standingAfter } from './past.ts';
import { anyFacts, day, recordedAs } from './testing/any-fact.ts';
import { type CatalogModel, catalogModel, described, withdrawn } from './testing/model.ts';

const pricing = 'service:default/pricing';
const instants = Array.from({ length: 13 }, (_, n) => new Date(Date.parse(day(0)) + n * 43_200_000));

/** All that is answered of one entity at an instant. */
const answerAt = async (model: CatalogModel, ref: string, at: Date) => {
  const rows = await model.inModel((tx) =>
    tx.many<{ row: string }>(sql`
      select json_build_array(e.since, e.state, e.readers, e.contested, e.body)::text as row from entity e
      where e.ref = ${ref} and ${stood('e', at)}
      union all select json_build_array(n.name, n.what)::text from name n where n.ref = ${ref} and ${stood('n', at)}
      union all select json_build_array(r.from_ref, r.type, r.to_ref, r.confidence, r.sources)::text from relation r
        where r.claimed_by = ${ref} and ${stood('r', at)}`),
  );
  const claims = await claimsAt(model.reader(), ref, at);
  return { rows: rows.map(({ row }) => row).sort(), claims };
};

const sinceOf = async (model: CatalogModel, ref: string): Promise<Date | undefined> =>
  (
    await model.inModel((tx) =>
      tx.one<{ since: Date }>(sql`select since from entity where ref = ${ref} and until = 'infinity'`),
    )
  )?.since;

test('a late word changes no answer about an instant before it was recorded', async () => {
  await using model = await catalogModel();
  let late = 0;
  await fc.assert(
    fc.asyncProperty(anyFacts, async (its) => {
      await model.clear();
      const facts = its
        .toSorted((a, b) => a.recorded - b.recorded)
        .map((it) => recordedAs({ ...it, entity: pricing }));
      for (const fact of facts) {
        const since = await sinceOf(model, pricing);
        const isLate = since !== undefined && fact.at < since;
        const past = isLate ? instants.filter((it) => it < fact.recordedAt) : [];
        const before = await Promise.all(past.map((at) => answerAt(model, pricing, at)));
        await model.apply([fact]);
        expect(await Promise.all(past.map((at) => answerAt(model, pricing, at)))).toEqual(before);
        late += past.length;
      }
    }),
    { numRuns: 25 },
  );
  expect(late).toBeGreaterThan(100);
}, 120_000);

test('who said what at an instant, and what stood after a fact, are as a fold of the log has them', async () => {
  await using model = await catalogModel();
  await fc.assert(
    fc.asyncProperty(anyFacts, async (its) => {
      await model.clear();
      const facts = its.map((it) => recordedAs({ ...it, entity: pricing }));
      await model.apply(facts);
      let standing = nothing;
      const standings = facts.map((fact) => {
        standing = advance(standing, fact);
        return { pos: fact.pos, ...standing };
      });
      const reader = model.reader();
      for (const { pos, claims, version, last } of standings) {
        const after = await standingAfter(reader, pricing, pos);
        expect([...after.claims.values()].sort((a, b) => a.pos - b.pos)).toEqual(
          [...claims.values()].sort((a, b) => a.pos - b.pos),
        );
        expect([after.version?.body, after.version?.state, after.last]).toEqual([
          version?.body,
          version?.state,
          last,
        ]);
      }
      for (const at of instants) {
        const then = standings.findLast(({ last }) => last !== '' && last <= at.toISOString());
        const claims = [...(then?.claims.values() ?? [])].sort((a, b) => b.pos - a.pos);
        expect(await claimsAt(reader, pricing, at)).toEqual(claims);
        const counting = then === undefined ? 0 : await positionAt(reader, pricing, at);
        expect(standings.findLast(({ pos }) => pos <= counting)?.claims).toEqual(then?.claims);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

const tiers = async (model: CatalogModel) =>
  (
    await model.inModel((tx) =>
      tx.many<{ tier: number; since: Date }>(raw('select tier, since from entity order by since')),
    )
  ).map(({ tier, since }) => [tier, since.toISOString().slice(0, 10)]);

test('history comes in order, and what comes out of order counts from when it was recorded', async () => {
  await using model = await catalogModel();
  const say = (tier: 0 | 1 | 2 | 3, at: string, recorded: string) =>
    model.apply([
      described(pricing, { tier }, { at: `${at}T00:00:00Z`, recordedAt: `${recorded}T00:00:00Z` }),
    ]);
  await say(3, '2026-01-01', '2026-06-01');
  await say(1, '2026-03-01', '2026-06-01');
  await say(2, '2026-02-01', '2026-06-02');
  expect(await tiers(model)).toEqual([
    [3, '2026-01-01'],
    [1, '2026-03-01'],
    [2, '2026-06-02'],
  ]);
});

test('several sources speak for one instant; one that has, and says otherwise, is late', async () => {
  await using model = await catalogModel();
  const when = { at: '2026-03-01T00:00:00Z', recordedAt: '2026-06-01T00:00:00Z' };
  await model.apply([described(pricing, { tier: 2 }, { ...when, by: 'kubernetes' })]);
  await model.apply([described(pricing, { tier: 1 }, when)]);
  expect(await tiers(model)).toEqual([[1, '2026-03-01']]);
  await model.apply([described(pricing, { tier: 0 }, { ...when, recordedAt: '2026-06-02T00:00:00Z' })]);
  await model.apply([withdrawn(pricing, { ...when, recordedAt: '2026-06-03T00:00:00Z' })]);
  expect(await tiers(model)).toEqual([
    [1, '2026-03-01'],
    [0, '2026-06-02'],
    [2, '2026-06-03'],
  ]);
});
