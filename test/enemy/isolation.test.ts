import { openDatabase } from '@nightjar/kernel/database/database';
import { raw } from '@nightjar/kernel/database/sql';
import { encode, ready } from '@nightjar/kernel/log/batch';
import { openLog } from '@nightjar/kernel/log/open-log';
import { expect, test } from 'vitest';
import { enemyDatabase, nothingLeft } from './testing/nothing-left.ts';

nothingLeft();

const fact = { org: 1, stream: 's', facts: [{ type: 'Happened', data: {} }] };

test.each(['repeatable read', 'serializable'])(
  'an append under %s is refused and leaves nothing',
  async (level) => {
    await using database = await enemyDatabase();
    const log = await openLog(database);
    await log.append(fact);
    const client = await database.connect();
    await client.query(`begin isolation level ${level}`);
    await expect(client.query(encode([ready(fact)]))).rejects.toMatchObject({ code: '25001' });
    await client.query('rollback');
    expect(await log.head()).toBe(1);
    await client.end();
    await log.close();
  },
);

test('a database that prefers another isolation does not change how the house appends and reads', async () => {
  await using database = await enemyDatabase();
  const name = new URL(database.url).pathname.slice(1);
  await database.run(raw(`alter database ${name} set default_transaction_isolation to 'repeatable read'`));
  const fresh = openDatabase(database.url);
  const logs = [await openLog(fresh), await openLog(fresh)];
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => logs[n % 2]?.append(fact)));
  expect(answers.every((answer) => answer?.status === 'ok')).toBe(true);
  for (const log of logs) await log.close();
  await fresh.close();
});
