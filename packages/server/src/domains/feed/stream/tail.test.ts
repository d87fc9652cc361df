import { expect, test } from 'vitest';
import { ring } from './ring.ts';
import { tail } from './tail.ts';

test('where the model stands before the ring, the ring begins anew and everybody is told', async () => {
  const held = ring();
  const told: string[] = [];
  let applied = 7;
  const house = {
    log: { epoch: 1 },
    projections: { position: () => applied, onApplied: () => () => {} },
  } as unknown as Parameters<typeof tail>[0];
  const follow = tail(house, held, { more: () => {}, resetAll: (reason) => told.push(reason) });
  follow.start();
  expect([held.head(), told]).toEqual([7, []]);
  await new Promise(setImmediate);
  applied = 3;
  follow.look();
  await new Promise(setImmediate);
  expect([held.head(), told]).toEqual([3, ['restored']]);
});
