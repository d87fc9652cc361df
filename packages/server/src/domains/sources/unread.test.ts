import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { github } from '../../sources/github/index.ts';
import { beginSources } from './reactions.ts';
import { release, sourcesHouse } from './testing/house.ts';

test('a source whose deliveries could not be read has one line in the feed, and the next one a day later', async () => {
  await using database = await testDatabase();
  let aheadMs = 0;
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  const sources = [{ ...github, map: () => ({ is: 'unread' as const, why: 'It names no release.' }) }];
  await using house = await sourcesHouse(database, {
    sources,
    clock,
    environment: { github: ['from-the-environment'] },
  });
  const deliver = (id: number) => house.deliver('release', `d-${id}`, release(id), 'from-the-environment');
  await deliver(1);
  await deliver(2);
  await house.page();
  await beginSources(house.kernel);
  const [line] = await house.feed(1);
  expect(line).toMatchObject({
    title: '2 deliveries of GitHub could not be read',
    source: 'nightjar',
    kind: 'other',
    summary: expect.stringContaining('It names no release.'),
  });
  await deliver(3);
  await house.page();
  aheadMs = 2 * 3_600_000;
  // Another hour of the same day, or of the next one where it is late.
  const sameDay = clock.now().getUTCDate() === new Date().getUTCDate();
  await beginSources(house.kernel);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await house.feed(1)).toHaveLength(sameDay ? 1 : 2);
  aheadMs = 23 * 3_600_000;
  await beginSources(house.kernel);
  expect((await house.feed(2))[0].title).toContain('3 deliveries');
});
