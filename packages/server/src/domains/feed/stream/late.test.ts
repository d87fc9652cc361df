import { expect, test } from 'vitest';
import type { ChangeObserved } from '../events.ts';
import { feedHouse } from '../testing/house.ts';
import { listener } from '../testing/listener.ts';
import { observed } from '../testing/observed.ts';

/** A change of the past, as whoever fills a gap records it. */
const filledIn = (n: number): ChangeObserved => {
  const at = new Date(Date.UTC(2026, 1, 28) + n * 60_000).toISOString();
  return { type: 'ChangeObserved', at, data: { observation: observed({ key: `k${n}`, at }) } };
};

test('a gap that is filled is not told line by line, but to be read again', async () => {
  await using house = await feedHouse({ stream: { fillingMs: 100 } });
  const from = `${house.kernel.log.epoch}-0`;
  const it = await listener(house.url);
  await Promise.all(
    Array.from({ length: 700 }, (_, n) =>
      house.kernel.log.append({
        org: 1,
        stream: `change:chg_${n}`,
        facts: [filledIn(n)],
        actor: 'reconcile:github acme',
      }),
    ),
  );
  await it.until(1);
  await house.post({ title: 'now', services: ['pricing'] });
  await expect.poll(() => it.heard.map(({ event }) => event)).toContain('change');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(it.heard.filter(({ event }) => event === 'change').map(({ data }) => data['title'])).toEqual([
    'now',
  ]);
  expect(it.heard.filter(({ event }) => event === 'reset').length).toBeLessThan(6);
  it.close();
  const later = await listener(house.url, { lastId: from });
  await later.until(1);
  expect(later.heard[0]).toMatchObject({ event: 'reset', data: { reason: 'filled in' } });
  later.close();
});
