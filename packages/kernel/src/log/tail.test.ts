import { expect, test } from 'vitest';
import type { Queryable } from '../database/database.ts';
import type { Sql } from '../database/sql.ts';
import { testDatabase } from '../testing/database.ts';
import { openLog } from './open-log.ts';
import { openTail } from './tail.ts';

/** Counts what is asked; its answers stay on their way for as long as `held` does. */
const counted = (database: Queryable) => {
  const it = { asked: 0, answered: Promise.resolve() as Promise<unknown>, held: Promise.resolve() };
  const many: Queryable['many'] = async <Row>(statement: Sql) => {
    it.asked += 1;
    const answer = database.many<Row>(statement);
    it.answered = answer;
    const rows = await answer;
    await it.held;
    return rows;
  };
  return Object.assign(it, { database: { ...database, many } });
};

test('what all ask at once is read once; who was told of more since then is not given what was read before', async () => {
  await using database = await testDatabase();
  const log = await openLog(database);
  const append = (n: number) =>
    log.append({
      org: 1,
      stream: 's',
      facts: Array.from({ length: n }, () => ({ type: 'Happened', data: {} })),
    });
  await append(3);
  const counting = counted(database);
  const tail = openTail(counting.database);

  const [one, other, later] = await Promise.all([tail.after(1), tail.after(1), tail.after(2)]);
  expect(one?.facts.map(({ pos }) => pos)).toEqual([2, 3]);
  expect([one?.head, other, later?.facts.length, counting.asked]).toEqual([3, one, 1, 2]);

  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  counting.held = held;
  const early = tail.after(3);
  await counting.answered;
  await append(1);
  tail.grown(4);
  const late = tail.after(3);
  letGo();
  expect([(await early)?.head, (await late)?.head]).toEqual([3, 4]);
  // Nothing that was read is kept.
  await tail.after(3);
  expect(counting.asked).toBe(5);

  await append(300);
  expect(await tail.after(3)).toBeNull();
  tail.grown(304);
  const before = counting.asked;
  expect(await tail.after(3)).toBeNull();
  expect(counting.asked).toBe(before);
  expect((await tail.after(200))?.facts.length).toBe(104);
  await log.close();
});
