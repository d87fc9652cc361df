import { randomBytes } from 'node:crypto';
import { sql } from '@nightjar/kernel/database/sql';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { vaultKey } from '../../vault/seal.ts';
import { setupStream } from './events.ts';
import { sourcesHouse } from './testing/house.ts';

const source = 'github';
const made = (secret: string) => ({
  type: 'SecretMade',
  data: { source, secret, lastFour: 'abcd', given: false },
});

test('what a killed process left between a secret and its fact is brought to what the log says', async () => {
  await using database = await testDatabase();
  const ids: string[] = [];
  {
    await using house = await sourcesHouse(database);
    for (let n = 0; n < 3; n += 1) ids.push((await house.ask('POST', '/sources/github/secrets')).body.id);
    const retired = { type: 'SecretRetired', data: { source, secret: ids[1] } };
    // Killed after the fact of the retiring and before its row went: it must let nobody in any more.
    await house.kernel.log.append({ org: 1, stream: setupStream(source), facts: [retired], expect: 4 });
    // Killed after the fact of the making and before it was in force.
    await database.run(sql`update nightjar.secret set in_force = false where id = ${ids[2]}`);
    // Killed before the fact of the making.
    await database.run(sql`
      insert into nightjar.secret select 'sec_orphan', org, owner, name, sealed, false, created_at - interval '1 hour', created_by
      from nightjar.secret where id = ${ids[0]}`);
    await house.kernel.log.append({
      org: 1,
      stream: setupStream(source),
      facts: [made('sec_lost')],
      expect: 5,
    });
  }
  await using house = await sourcesHouse(database);
  const { secrets } = await house.page();
  expect(secrets.map((it: { id: string; is: string }) => [it.id, it.is])).toEqual([
    [ids[0], 'open'],
    [ids[2], 'open'],
    ['sec_lost', 'lost'],
  ]);
  expect(house.desk.secrets(source)).toHaveLength(2);
  const left = await database.many<{ id: string }>(sql`select id from nightjar.secret order by created_at`);
  expect(left.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  expect((await house.ask('DELETE', '/sources/github/secrets/sec_lost')).status).toBe(200);
});

test('a secret that is being made elsewhere is left alone, though the clocks of both are minutes apart', async () => {
  await using database = await testDatabase();
  {
    await using house = await sourcesHouse(database);
    const { id } = (await house.ask('POST', '/sources/github/secrets')).body;
    await database.run(sql`
      insert into nightjar.secret select 'sec_slow', org, owner, name, sealed, false, created_at - interval '5 minutes', created_by
      from nightjar.secret where id = ${id}`);
  }
  await using house = await sourcesHouse(database);
  expect(await database.one(sql`select in_force as f from nightjar.secret where id = 'sec_slow'`)).toEqual({
    f: false,
  });
  expect(house.desk.secrets(source)).toHaveLength(1);
});

test('with another key the house opens, lets nobody in, says why, and a new secret mends it', async () => {
  await using database = await testDatabase();
  {
    await using house = await sourcesHouse(database);
    await house.ask('POST', '/sources/github/secrets');
  }
  await using house = await sourcesHouse(database, { key: vaultKey(randomBytes(32)) });
  const page = await house.page();
  expect(page.source).toMatchObject({ state: 'failing', why: expect.stringContaining('cannot be opened') });
  expect(page.secrets).toMatchObject([{ is: 'other-key' }]);
  expect((await house.ask('GET', '/sources')).body.unopened).toBe(1);
  expect(house.logged()).toContain('cannot be opened with the key at hand');
  expect((await house.deliver('ping', 'd-1', {}, 'any-secret')).statusCode).toBe(503);
  const { secret } = (await house.ask('POST', '/sources/github/secrets')).body;
  expect((await house.deliver('ping', 'd-2', {}, secret)).statusCode).toBe(202);
});
