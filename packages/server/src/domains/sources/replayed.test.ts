import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { github } from '../../sources/github/index.ts';
import { replay } from '../../sources/replay.ts';
import type { Reading } from '../../sources/source.ts';
import { release, sourcesHouse } from './testing/house.ts';

const readings: Readonly<Record<string, Reading>> = {
  change: { is: 'changes', changes: [{ title: 'Release v1', key: 'v1' }] },
  alert: { is: 'alerts', alerts: [{ key: 'a', state: 'firing', title: 'Slow' }] },
  ignored: { is: 'ignored', why: 'It tells of no change.' },
  unread: { is: 'unread', why: 'It names no release.' },
};

test('what a replay can read after all, or passes over, is counted as unread no more, and told once', async () => {
  await using database = await testDatabase();
  const sources = [
    {
      ...github,
      map: () => {
        throw new Error('no such field');
      },
    },
  ];
  await using house = await sourcesHouse(database, { sources, environment: { github: ['the-secret'] } });
  for (const delivery of ['change', 'alert', 'ignored', 'unread'])
    await house.deliver('release', delivery, release(1), 'the-secret');
  expect((await house.page()).source).toMatchObject({ unread: 4, day: { parked: 4 } });

  const better = {
    ...github,
    reading: 2,
    map: ({ delivery }: { readonly delivery: string }) => readings[delivery] as Reading,
  };
  expect(await replay(house.kernel, better, new Date(0))).toMatchObject({ changed: 4, observed: 2 });
  const { source, recent } = await house.page();
  expect(source).toMatchObject({ unread: 1, day: { parked: 4 } });
  expect(recent).toMatchObject([
    { delivery: 'unread', outcome: 'unread', why: 'It names no release.' },
    { delivery: 'ignored', outcome: 'ignored', why: 'It tells of no change.' },
    { delivery: 'alert', outcome: 'recorded', why: null },
    { delivery: 'change', outcome: 'recorded', why: null },
  ]);

  const head = await house.kernel.log.head();
  expect(await replay(house.kernel, better, new Date(0))).toMatchObject({ changed: 0, position: head });
});
