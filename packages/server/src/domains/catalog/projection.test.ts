import { raw } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { catalogModel, described, withdrawn } from './testing/model.ts';

const pricing = 'service:default/pricing';
const versions = (model: Awaited<ReturnType<typeof catalogModel>>) =>
  model.inModel((tx) =>
    tx.many<{
      ref: string;
      since: Date;
      until: Date | number;
      state: string;
      tier: number;
      owner_names: string[];
    }>(raw('select ref, since, until, state, tier, owner_names from entity order by ref, since')),
  );
const edges = (model: Awaited<ReturnType<typeof catalogModel>>) =>
  model.inModel((tx) =>
    tx.many(
      raw(
        'select from_ref, type, to_ref, since, until, observed from relation order by from_ref, to_ref, since',
      ),
    ),
  );

test('a version ends where the next begins, and only what differs makes one', async () => {
  await using model = await catalogModel();
  await model.apply([described(pricing, { tier: 1 }, { at: '2026-03-01T00:00:00.000Z' })]);
  await model.apply([
    described(pricing, { tier: 1 }, { at: '2026-03-02T00:00:00.000Z' }),
    described(pricing, { tier: 0 }, { at: '2026-03-03T00:00:00.000Z' }),
  ]);
  expect(await versions(model)).toMatchObject([
    { tier: 1, since: new Date('2026-03-01'), until: new Date('2026-03-03') },
    { tier: 0, since: new Date('2026-03-03'), until: Number.POSITIVE_INFINITY },
  ]);
});

test('an edge ends with the word that made it, and nobody seems to need what has gone', async () => {
  await using model = await catalogModel();
  const relations = [{ type: 'dependsOn' as const, to: 'resource:default/db' }];
  await model.apply([described(pricing, { relations }, { at: '2026-03-01T00:00:00.000Z' })]);
  await model.apply([withdrawn(pricing, { at: '2026-03-04T00:00:00.000Z' })]);
  expect(await edges(model)).toMatchObject([
    {
      from_ref: pricing,
      to_ref: 'resource:default/db',
      since: new Date('2026-03-01'),
      until: new Date('2026-03-04'),
    },
  ]);
  expect((await versions(model)).map(({ state }) => state)).toEqual(['declared', 'gone']);
});

test('of several versions that begin at one instant the last stands', async () => {
  await using model = await catalogModel();
  const at = '2026-03-01T00:00:00.000Z';
  await model.apply([described(pricing, { tier: 2 }, { at })]);
  await model.apply([
    described(
      pricing,
      { tier: 1 },
      { at: '2026-02-01T00:00:00.000Z', source: 'effx:x/effx.yaml', by: 'effx' },
    ),
  ]);
  await model.apply([described(pricing, { tier: 0 }, { at })]);
  expect(await versions(model)).toMatchObject([{ tier: 0, since: new Date(at) }]);
});
