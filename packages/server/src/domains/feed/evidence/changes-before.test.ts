import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { changes } from '../projection.ts';
import { feedHouse } from '../testing/house.ts';
import { changesBefore } from './changes-before.ts';

const minute = 60_000;
const page = Date.UTC(2026, 2, 1, 2, 51);
const caller = { org: 1, subject: 'test', rights: new Set(['read' as const]) };

const report = (key: string, minutesBefore: number, more: object = {}) => ({
  source: 'ci',
  key,
  kind: 'deploy',
  title: `Deploy ${key}`,
  services: ['pricing'],
  environment: 'prod',
  phase: 'finished',
  at: new Date(page - minutesBefore * minute).toISOString(),
  ...more,
});

const house = async (...reports: readonly object[]) => {
  const it = await feedHouse({ clock: { now: () => new Date(page + 600 * minute) } });
  const sent = await it.post(reports);
  const { position } = sent.body as { position: number };
  await it.get(`/api/v1/changes?min_pos=${position}`);
  const find = async (wish: Partial<Parameters<typeof changesBefore>[2]> = {}) =>
    changesBefore(it.kernel, caller, {
      services: ['Pricing'],
      environment: 'prod',
      from: page - 360 * minute,
      until: page,
      now: page,
      most: 100,
      ...wish,
    });
  const titles = async (wish = {}) =>
    (await find(wish)).changes.map(({ title }) => title.replace('Deploy ', ''));
  const { kernel } = it;
  return { kernel, find, titles, [Symbol.asyncDispose]: () => it[Symbol.asyncDispose]() };
};

test('changes of a service are found by when they began, in the environment or where none is told, the nearest first', async () => {
  await using it = await house(
    report('near', 5),
    report('far', 300),
    report('too-far', 400),
    report('after', -5),
    report('nowhere', 20, { environment: null }),
    report('staging', 6, { environment: 'staging' }),
    report('other', 7, { services: ['cart'] }),
    report('planned', 8, { phase: 'planned' }),
    report('called-off', 9, { phase: 'cancelled' }),
    report('of-both', 30, { services: ['cart', 'pricing'] }),
  );
  expect(await it.titles()).toEqual(['near', 'nowhere', 'of-both', 'far']);
  expect(await it.titles({ services: ['pricing', 'cart'] })).toEqual([
    'near',
    'other',
    'nowhere',
    'of-both',
    'far',
  ]);
  // Nobody told where: what is only rehearsed is left out, all else is not.
  expect(await it.titles({ environment: null })).toEqual(['near', 'nowhere', 'of-both', 'far']);
  expect(await it.find({ most: 2 })).toMatchObject({ changes: [{ title: 'Deploy near' }, {}], cut: true });
  expect((await it.find({ most: 4 })).cut).toBe(false);
});

test('a rollout that was under way is found, and its end is told only where it is known by then', async () => {
  await using it = await house(
    report('rollout', 30, { phase: 'started' }),
    report('rollout', -10),
    report('long-over', 500, { phase: 'started' }),
    report('long-over', 100),
    report('begun-later', -2, { phase: 'started' }),
    report('begun-later', -20),
  );
  const { changes } = await it.find();
  expect(changes.map(({ title, at, completedAt }) => [title, (page - at) / minute, completedAt])).toEqual([
    ['Deploy rollout', 30, null],
    ['Deploy long-over', 500, page - 100 * minute],
  ]);
  const later = await it.find({ now: page + 60 * minute });
  expect(later.changes[0]?.completedAt).toBe(page + 10 * minute);
});

test('of some kinds all changes of the environment are found, whatever they name; who did it and instances are told', async () => {
  await using it = await house(
    report('flag', 3, { kind: 'flag', services: [] }),
    report('dns', 12, { kind: 'infrastructure', services: ['dns'] }),
    report('deploy', 2, { services: ['elsewhere'] }),
    report('canary', 1, {
      actor: { name: 'deploybot', kind: 'automation', onBehalfOf: 'joey' },
      summary: 'Round discounts',
      tags: { new_instances: 'p-7, p-8', old_instances: 'p-1 p-2' },
    }),
  );
  expect(await it.titles({ services: [], kinds: ['flag', 'infrastructure'] })).toEqual(['flag', 'dns']);
  expect((await it.find()).changes).toEqual([
    {
      id: expect.stringMatching(/^chg_/),
      title: 'Deploy canary',
      summary: 'Round discounts',
      kind: 'deploy',
      services: ['pricing'],
      environment: 'prod',
      at: page - minute,
      completedAt: page - minute,
      actor: 'joey (deploybot)',
      newInstances: ['p-7', 'p-8'],
      oldInstances: ['p-1', 'p-2'],
    },
  ]);
});

test('where there are more changes than are walked for those of some kinds, that is told', async () => {
  await using it = await house(report('flag', 300, { kind: 'flag', services: [] }), report('deploy', 2));
  const wish = { services: [], kinds: ['flag'] };
  expect(await it.find(wish)).toMatchObject({ changes: [{ title: 'Deploy flag' }], cut: false });
  await it.kernel.database.run(sql`
    insert into ${it.kernel.projections.table(changes, 'change')}
    select (jsonb_populate_record(c, jsonb_build_object('id', 'chg_' || n))).* from ${it.kernel.projections.table(changes, 'change')} c,
      generate_series(1, 10000) n where c.kind = 'deploy'`);
  expect(await it.find(wish)).toMatchObject({ changes: [], cut: true });
});
