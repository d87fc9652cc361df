import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { cardsOf } from './cards.ts';
import { latest, sightings } from './seen.ts';
import { catalogModel, described } from './testing/model.ts';

const pricing = 'service:default/pricing';
const [february, april, november] = ['2026-02-01', '2026-04-01', '2026-11-01'].map(
  (it) => `${it}T00:00:00.000Z`,
);

test('what was seen in February and again in November was last seen nobody knows when, in March', async () => {
  await using model = await catalogModel();
  const sources = ['kubernetes:a/x', 'kubernetes:b/x'];
  for (const source of sources)
    await model.apply([described(pricing, {}, { by: 'kubernetes', source, at: '2026-02-01T00:00:00Z' })]);
  await model.run(sql`insert into nightjar.sighting (org, entity, source, about, first_seen, last_seen) values
    (1, ${pricing}, ${sources[0] ?? ''}, '', ${february}::timestamptz, ${november}::timestamptz),
    (1, ${pricing}, ${sources[1] ?? ''}, '', ${february}::timestamptz, ${april}::timestamptz)`);
  const seen = async (at: string | null) => {
    const then = at === null ? null : new Date(at);
    const card = (await cardsOf(model.reader(), [pricing], then)).get(pricing);
    const rows = await sightings(model.reader(), [pricing], [''], then);
    const each = sources.map((source) => latest(rows.filter((it) => it.source === source)));
    expect(latest(rows)).toBe(card?.lastSeen);
    return [card?.lastSeen, ...each];
  };
  expect(await seen('2026-03-01T02:51:00Z')).toEqual([null, null, null]);
  expect(await seen('2026-05-01T00:00:00Z')).toEqual([null, null, april]);
  expect(await seen('2026-12-01T00:00:00Z')).toEqual([november, november, april]);
  expect(await seen(null)).toEqual([november, november, april]);
});
