import { expect, test } from 'vitest';
import { titleOfBundle } from './bundle-title.ts';
import { toldOf } from './change.ts';
import { single } from './fold.ts';
import { observed } from './testing/observed.ts';

const told = (said: Parameters<typeof observed>[0]) => toldOf('chg_1', single(observed(said)));
const one = { services: 1, environments: 1, clusters: 1 };

test('a bundle is named without the names in which its changes differ', () => {
  const inCluster = told({ title: 'Deploy pricing v812 to eu-1', tags: { cluster: 'eu-1' } });
  const application = told({ title: 'Sync pricing-eu-1 to 9f8b6c1', tags: { cluster: 'eu-1' } });
  const many = { ...one, clusters: 40 };
  expect(titleOfBundle(inCluster, inCluster, many)).toBe('Deploy pricing v812');
  expect(titleOfBundle(inCluster, inCluster, one)).toBe('Deploy pricing v812 to eu-1');
  expect(titleOfBundle(application, application, many)).toBe('Sync pricing to 9f8b6c1');
  expect(titleOfBundle(application, application, { ...many, services: 200 })).toBe('Sync to 9f8b6c1');
  const only = told({ title: 'pricing' });
  expect(titleOfBundle(only, only, { ...one, services: 2 })).toBe('pricing');
});

test('what a merge set off goes by the name of the merge', () => {
  const merge = told({ title: 'Merge #12: Faster quotes' });
  const check = told({ title: 'Run CI on main' });
  expect(titleOfBundle(check, merge, one)).toBe('Merge #12: Faster quotes');
  expect(titleOfBundle(merge, merge, one)).toBe('Merge #12: Faster quotes');
});
