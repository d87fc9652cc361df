import { nightjarItself } from '@nightjar/kernel/caller';
import { expect, test } from 'vitest';
import { signalSeries } from './index.ts';
import { setClock, signalHouse } from './testing/house.ts';

const noon = Date.UTC(2026, 2, 1, 12);
const minute = 60_000;

const measured = async (...series: readonly object[]) => {
  const clock = setClock(noon + 60 * minute);
  const house = await signalHouse({ clock });
  const points = Array.from({ length: 60 }, (_, i) => [noon + i * minute, i]);
  await house.send(...series.map((it) => ({ signal: 'latency', points, ...it })));
  const find = (wish: object = {}) =>
    signalSeries(house.kernel, nightjarItself, {
      services: ['pricing'],
      environment: 'prod',
      from: noon,
      until: noon + 60 * minute,
      most: 10,
      ...wish,
    });
  return { find, [Symbol.asyncDispose]: () => house[Symbol.asyncDispose]() };
};

test('a service is found under any writing of its name, there and where no environment is told', async () => {
  await using it = await measured(
    { service: 'Pricing', environment: 'PROD', stat: 'p99' },
    { service: 'pricing', stat: 'mean' },
    { service: 'pricing', stat: 'p99' },
    { service: 'pricing', environment: 'staging' },
    { service: 'pricing', environment: 'prod', instance: 'a' },
    { service: 'pricing', environment: 'prod', peer: 'ledger' },
    { service: 'cart', environment: 'prod' },
  );
  const { series, cut } = await it.find();
  expect(cut).toBe(false);
  expect(series.map(({ points: _, ...of }) => of)).toEqual([
    { service: 'pricing', signal: 'latency', stat: 'mean' },
    { service: 'Pricing', signal: 'latency', stat: 'p99' },
    { service: 'pricing', signal: 'latency', peer: 'ledger' },
    { service: 'pricing', signal: 'latency', instance: 'a' },
  ]);
  expect(series[0]?.points).toHaveLength(60);
  // All but staging, where people only rehearse.
  expect((await it.find({ environment: null, services: ['pricing', 'cart'] })).series).toHaveLength(6);
  const few = await it.find({ most: 2 });
  expect([few.series.length, few.cut]).toEqual([2, true]);
  expect(await it.find({ services: [] })).toEqual({ series: [], cut: false });
});

test('who asks about the past is told nothing that was measured later', async () => {
  await using it = await measured({ service: 'pricing', environment: 'prod' });
  const points = async (until: number) => (await it.find({ until })).series[0]?.points ?? [];
  expect((await points(noon + 40 * minute + 30_000)).at(-1)).toEqual([noon + 39 * minute, 39]);
  expect((await points(noon + 10 * minute + 5_000)).at(-1)).toEqual([noon + 9 * minute, 9]);
  expect((await points(noon + 10 * minute + 10_000)).at(-1)).toEqual([noon + 10 * minute, 10]);
  expect((await points(noon + 60 * minute)).at(-1)).toEqual([noon + 59 * minute, 59]);
});
