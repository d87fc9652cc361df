import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sql } from '../database/sql.ts';
import { openLog } from '../log/open-log.ts';
import { testDatabase } from '../testing/database.ts';
import { merkleRoot } from './merkle.ts';
import { sealNext } from './seal.ts';
import { verifyLog } from './verify.ts';

/** RFC 6962 section 2.1, word for word, as the oracle. */
const byTheBook = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length === 1) return leaves[0] as Buffer;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(byTheBook(leaves.slice(0, k)))
    .update(byTheBook(leaves.slice(k)))
    .digest();
};

test('the root is the one RFC 6962 defines, for any number of leaves', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 70 }),
      (raw) => {
        const leaves = raw.map((leaf) => Buffer.from(leaf));
        expect(merkleRoot(leaves)).toEqual(byTheBook(leaves));
      },
    ),
  );
});

const sealedLog = async () => {
  const database = await testDatabase();
  const log = await openLog(database);
  for (let i = 0; i < 5; i++) {
    const facts = Array.from({ length: 500 }, (_, n) => ({
      type: 'Happened',
      data: { i, n, text: 'żółw 🐢' },
    }));
    await log.append({ org: 1, stream: 's', facts });
  }
  let more = true;
  while (more) ({ more } = await sealNext(database));
  return {
    database,
    log,
    [Symbol.asyncDispose]: async () => {
      await log.close();
      await database[Symbol.asyncDispose]();
    },
  };
};

test('an untouched log verifies, and a session in another time zone reads the same leaves', async () => {
  await using it = await sealedLog();
  const verified = await verifyLog(it.database);
  expect(verified).toMatchObject({ facts: 2500, blocks: 3, unsealed: 0, damage: [] });
  const zone = await it.database.transaction(async (tx) => {
    await tx.run(sql`set local timezone to 'Asia/Kathmandu'`);
    return tx.one(sql`select nightjar.leaf(e) as leaf from nightjar.event e where pos = 7`);
  });
  expect(zone).toEqual(
    await it.database.one(sql`select nightjar.leaf(e) as leaf from nightjar.event e where pos = 7`),
  );
});

const crimes = {
  'a changed byte of data': sql`update nightjar.event set data = jsonb_set(data, '{n}', '8') where pos = 1234`,
  'a changed time, by a microsecond': sql`update nightjar.event set at = at + interval '1 microsecond' where pos = 1234`,
  'a changed actor': sql`update nightjar.event set actor = 'somebody' where pos = 1234`,
  'a deleted fact': sql`delete from nightjar.event where pos = 1234`,
};

for (const [crime, statement] of Object.entries(crimes)) {
  test(`${crime} is found at its block`, async () => {
    await using it = await sealedLog();
    await it.database.run(statement);
    const { damage } = await verifyLog(it.database);
    expect(damage).toHaveLength(1);
    expect(damage[0]).toMatchObject({ from: 1001, to: 2000 });
  });
}

test('a block taken out of the chain, or sealed anew over changed facts, is found', async () => {
  await using it = await sealedLog();
  const seals = await it.database.many<{ root: Buffer }>(
    sql`select root from nightjar.seal order by from_pos`,
  );
  await it.database.run(sql`update nightjar.seal set root = ${seals[0]?.root} where from_pos = 1001`);
  expect((await verifyLog(it.database)).damage.map(({ is }) => is)).toEqual(['changed', 'chain']);
  await it.database.run(sql`delete from nightjar.seal where from_pos = 1001`);
  expect((await verifyLog(it.database)).damage.map(({ is }) => is)).toContain('chain');
});

test('facts cut off from the end of a sealed log are missed', async () => {
  await using it = await sealedLog();
  await it.database.run(sql`delete from nightjar.event where pos > 2400`);
  const { damage } = await verifyLog(it.database);
  expect(damage.some(({ is }) => is === 'missing')).toBe(true);
});

test('a log that grows and is sealed while it is verified verifies', async () => {
  await using it = await sealedLog();
  const verified = await verifyLog({
    ...it.database,
    many: async (statement) => {
      await it.log.append({ org: 1, stream: 's', facts: [{ type: 'Happened', data: {} }] });
      await sealNext(it.database);
      return it.database.many(statement);
    },
  });
  expect(verified).toMatchObject({ facts: 2500, blocks: 3, unsealed: 0, damage: [] });
});

test('a fact that is gone before any seal speaks of it is missed, however long the open end is', async () => {
  await using it = await sealedLog();
  const facts = Array.from({ length: 500 }, () => ({ type: 'Happened', data: {} }));
  for (let i = 0; i < 22; i++) await it.log.append({ org: 1, stream: 's', facts });
  expect(await verifyLog(it.database)).toMatchObject({ facts: 13_500, unsealed: 11_000, damage: [] });
  await it.database.run(sql`delete from nightjar.event where pos = 12750`);
  expect((await verifyLog(it.database)).damage).toMatchObject([{ is: 'missing', from: 2501, to: 12_751 }]);
});
