import { expect, test } from 'vitest';
import { entityAt } from '../catalog/ways.ts';
import { routeOf } from './route.ts';

test.each(['service:default/pricing', 'team:shop/a b', 'resource:default/ünï-50%', 'x:y/z'])(
  '%s has an address that leads back to it',
  (ref) => expect(routeOf(new URL(entityAt(ref), 'http://n').pathname)).toEqual({ is: 'entity', ref }),
);

test.each([
  ['/', 'feed'],
  ['/catalog/', 'catalog'],
  ['/catalog/attention', 'attention'],
  ['/start', 'start'],
  ['/alerts/', 'alerts'],
  ['/alerts/alr_1', 'alert'],
  ['/alerts/a/b', 'nowhere'],
  ['/diagnoses', 'diagnoses'],
  ['/diagnoses/dgn_1', 'diagnosis'],
  ['/diagnoses/a/b', 'nowhere'],
  ['/sources/', 'sources'],
  ['/sources/a/b', 'nowhere'],
  ['/catalog/service', 'nowhere'],
  ['/catalog/a/b/c/d', 'nowhere'],
  ['/catalog/service/%E0%A4%A', 'nowhere'],
  ['/constructor', 'nowhere'],
])('%s is the %s', (path, is) => expect(routeOf(path)).toEqual({ is }));

test('a source has a page under its name', () =>
  expect(routeOf('/sources/github')).toEqual({ is: 'source', name: 'github' }));
