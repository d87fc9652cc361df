import { expect, test } from 'vitest';
import { github } from './github/index.ts';
import type { Source } from './source.ts';
import { intakeHouse } from './testing/intake-house.ts';

type Body = { readonly common: string; readonly items: readonly string[] };

/** Each part repeats what all have in common, as those of Alertmanager do. */
const packed: Source = {
  ...github,
  parts: (value) => {
    const { items } = value as Body;
    return items.map((it) => ({
      delivery: `item ${it}`,
      event: 'item',
      value: { ...(value as Body), items: [it] },
    }));
  },
  map: ({ body }) => ({
    is: 'alerts',
    alerts: (body as Body).items.map((key) => ({ key, state: 'firing', title: key })),
  }),
};

const items = (count: number): string[] => Array.from({ length: count }, (_, nth) => String(nth));

test('parts that repeat a large body many times over are kept as the one delivery that came', async () => {
  await using it = await intakeHouse({ source: packed });
  const large = await it.deliver('notification', 'd-1', { common: 'c'.repeat(2 ** 20), items: items(300) });
  expect(large.json()).toMatchObject({ status: 'recorded' });
  expect(large.json().alerts).toHaveLength(300);
  const [fact] = await it.facts();
  expect(fact?.data).toMatchObject({ read: { delivery: 'd-1' } });
  // Where they have room they are deliveries of their own.
  await it.deliver('notification', 'd-2', { common: 'c', items: ['again'] });
  expect((await it.facts()).at(-1)?.data).toMatchObject({ read: { delivery: 'item again' } });
});

test('of more reports than a delivery can hold the first are read, and that is said', async () => {
  await using it = await intakeHouse({ source: { ...packed, parts: () => [] } });
  const answer = await it.deliver('notification', 'd-1', { common: '', items: items(10_050) });
  expect(answer.json().alerts).toHaveLength(10_000);
  expect(answer.json().why).toBe('Of its 10050 reports only the first 10000 are read.');
});
