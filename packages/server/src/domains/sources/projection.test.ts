import type { Fact } from '@nightjar/kernel/fact';
import { openLog } from '@nightjar/kernel/log/open-log';
import { openProjections } from '@nightjar/kernel/projection/open-projections';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { deliveries } from './projection.ts';
import { mostChanges, mostDeliveries } from './tables.ts';

const modelHouse = async () => {
  const database = await testDatabase();
  const log = await openLog(database);
  const projections = openProjections(database, log, capturedLog().logger, [deliveries]);
  await projections.start();
  const rows = async () => {
    await projections.reached(deliveries, await log.head(), 10_000);
    const of = (table: string) =>
      database.many<Record<string, unknown>>({
        parts: [`select * from ${projections.table(deliveries, table).parts[0]} order by 1, 2, 3, 4`],
        values: [],
      });
    return { sender: await of('sender'), delivery: await of('delivery'), tally: await of('tally') };
  };
  return {
    log,
    projections,
    rows,
    append: (stream: string, fact: Fact, actor: string) =>
      log.append({ org: 1, stream, facts: [fact], actor }),
    [Symbol.asyncDispose]: async () => {
      await projections.stop();
      await log.close();
      await database[Symbol.asyncDispose]();
    },
  };
};

const observed = (delivery: string, index = 0): Fact => ({
  type: 'ChangeObserved',
  data: { observation: { source: 'github' }, read: { delivery, index, reading: 1 } },
});
const unread = (delivery: string): Fact => ({
  type: 'DeliveryUnread',
  data: { source: 'github', event: 'push', delivery, why: 'w', parked: false },
});

test('a delivery of many changes counts once, what Nightjar corrects counts not at all, and a rebuild finds the same', async () => {
  await using house = await modelHouse();
  for (let n = 0; n < 30; n += 1) await house.append(`change:chg_${n}`, observed('d-1', n), 'source:github');
  await house.append('source:github', unread('d-2'), 'source:github');
  await house.append('change:chg_x', observed('d-2'), 'nightjar');
  await house.append(
    'change:chg_y',
    { type: 'ChangeObserved', data: { observation: { source: 'api' } } },
    'token:1',
  );
  await house.append('change:chg_z', observed('d-old'), 'nightjar');
  const alert: Fact = {
    type: 'AlertObserved',
    data: { alert: { source: 'grafana' }, read: { delivery: 'd-3', index: 0, reading: 1 } },
  };
  await house.append('alert:alr_1', alert, 'source:grafana');

  const before = await house.rows();
  expect(before.sender.map(({ source, deliveries }) => [source, deliveries])).toEqual([
    ['github', 2],
    ['grafana', 1],
  ]);
  expect(before.delivery.map(({ delivery, outcome, count }) => [delivery, outcome, count])).toEqual([
    ['d-1', 'recorded', 30],
    ['d-2', 'recorded', 0],
    ['d-3', 'recorded', 1],
  ]);
  expect(before.delivery[0]?.['changes']).toHaveLength(mostChanges);
  expect(before.delivery[1]?.['changes']).toEqual(['chg_x']);
  expect(before.tally.map(({ source, outcome, count }) => [source, outcome, count])).toEqual([
    ['github', 'recorded', 1],
    ['github', 'unread', 1],
    ['grafana', 'recorded', 1],
  ]);
  await house.projections.rebuild(deliveries);
  expect(await house.rows()).toEqual(before);
});

test('of a sender that sends and sends a bounded number of rows is kept, and no count is lost', async () => {
  await using house = await modelHouse();
  const all = mostDeliveries * 2 + 50;
  await house.append('source:github', unread('early'), 'source:github');
  await Promise.all(
    Array.from({ length: all }, (_, n) => house.append(`change:c${n}`, observed(`d-${n}`), 'source:github')),
  );
  await house.append('change:last', observed('last'), 'source:github');
  const { sender, delivery, tally } = await house.rows();
  expect(sender[0]).toMatchObject({ deliveries: all + 2 });
  expect(delivery.length).toBeLessThanOrEqual(mostDeliveries + 101);
  expect(delivery.map((it) => it['delivery'])).toEqual(expect.arrayContaining(['early', 'last']));
  expect(tally.reduce((sum, it) => sum + Number(it['count']), 0)).toBe(all + 2);
});
