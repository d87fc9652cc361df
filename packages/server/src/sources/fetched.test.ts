import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { asSaid } from '../change/located.ts';
import { recordFetched } from './fetched.ts';
import { recordDelivery } from './record.ts';
import type { Reader } from './source.ts';
import { intakeHouse } from './testing/intake-house.ts';

const at = '2026-03-01T02:40:00.000Z';
const two: Reader = {
  name: 'github',
  reading: 1,
  map: () => ({ is: 'changes', changes: ['a', 'b'].map((key) => ({ key, title: key, at })) }),
};
const context = {
  org: 1,
  locate: asSaid,
  clockAheadMs: 0,
  by: 'hooks',
  actor: 'reconcile:hooks',
  withinMs: 0,
};

test('what was recorded in part when it came is whole once it is fetched, however its bytes are written then', async () => {
  await using it = await intakeHouse();
  const clock = { now: () => new Date('2026-03-01T02:50:00.000Z') };
  const bytes = Buffer.from('{"title": "\\u003c"}');
  const halfway = {
    ...it.log,
    append: (command: Parameters<typeof it.log.append>[0]) =>
      command.once?.key.endsWith('#1')
        ? Promise.reject(new Error('The process ends.'))
        : it.log.append(command),
  };
  const arrived = {
    org: 1,
    delivery: 'd-1',
    event: 'push',
    receivedAt: clock.now(),
    value: JSON.parse(bytes.toString()),
    raw: { headers: {}, body: bytes },
    hash: createHash('sha256').update(bytes).digest('hex'),
    actor: 'source:github',
  };
  await expect(recordDelivery(halfway, two, arrived, asSaid)).rejects.toThrow('ends');
  const fetched = { event: 'push', delivery: 'd-1', body: { title: '<' }, at, own: true } as const;
  const once = () => recordFetched({ log: it.log, clock }, two, fetched, context);
  expect(await once()).toBe('recorded');
  const titles = (await it.facts()).map(
    ({ data }) => (data as { observation: { title: string } }).observation.title,
  );
  expect(new Set(titles)).toEqual(new Set(['a', 'b']));
  expect(await once()).toBe('known');
});
