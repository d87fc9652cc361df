import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { phases } from '../../change/observation.ts';
import { changes } from './projection.ts';
import { type FeedHouse, feedHouse } from './testing/house.ts';

const tablesOf = ({ database, kernel }: FeedHouse) =>
  Promise.all(
    ['state', 'reading', 'change', 'by_service'].map((table) =>
      database.many<{ row: string }>(
        sql`select t::text as row from ${kernel.projections.table(changes, table)} t order by 1`,
      ),
    ),
  );

const send = (house: FeedHouse, from: number, count: number) =>
  house.post(
    Array.from({ length: count }, (_, n) => ({
      key: `k${(from + n) % 90}`,
      title: `change ${(from + n) % 7}`,
      services: [`s${(from + n) % 5}`, `s${(from * n) % 3}`],
      environment: n % 2 === 0 ? 'prod' : 'staging',
      phase: phases[(from + n * 3) % phases.length],
      at: new Date(Date.UTC(2026, 2, 1) + ((from + n * 7919) % 1000) * 1000).toISOString(),
    })),
  );

test('built anew while reports come in, the feed is the same in every row', async () => {
  await using house = await feedHouse();
  for (let n = 0; n < 5; n++) await send(house, n * 100, 100);
  const rebuilt = house.kernel.projections.rebuild(changes);
  let position = 0;
  for (let n = 5; n < 12; n++) ({ position } = (await send(house, n * 100, 100)).body);
  await rebuilt;
  expect(await house.kernel.projections.reached(changes, position, 10_000)).toBe(true);
  const whileSending = await tablesOf(house);
  await house.kernel.projections.rebuild(changes);
  expect(await house.kernel.projections.reached(changes, position, 10_000)).toBe(true);
  expect(await tablesOf(house)).toEqual(whileSending);
  expect(whileSending[2]).toHaveLength(90);
}, 60_000);
