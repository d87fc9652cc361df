import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toldOf } from './change.ts';
import { single } from './fold.ts';
import type { Priority } from './priorities.ts';
import { priorityOf } from './priority.ts';
import { anyObservation } from './testing/any-fact.ts';
import { observed } from './testing/observed.ts';

type Said = Parameters<typeof observed>[0];

const robot = { name: 'argocd', kind: 'automation', onBehalfOf: null } as const;
const joey = { name: 'joey', kind: 'human', onBehalfOf: null } as const;
const somebody = { name: 'sam', kind: 'unknown', onBehalfOf: null } as const;

const priority = (said: Said): Priority => priorityOf(toldOf('chg_1', single(observed(said))));

test('what could break something is told from what could not', () => {
  const cases: readonly (readonly [Priority, Said])[] = [
    ['normal', { actor: robot }],
    ['normal', { actor: robot, environment: null }],
    ['normal', { actor: robot, environment: 'eu-west-1' }],
    ['low', { actor: robot, environment: 'staging' }],
    ['low', { actor: robot, environment: 'eu-dev-2' }],
    ['low', { actor: robot, environment: 'pr-1234' }],
    ['low', { actor: robot, environment: 'pre-prod' }],
    ['normal', { actor: robot, environment: 'prod-eu' }],
    ['high', { actor: robot, kind: 'schema' }],
    ['low', { actor: robot, kind: 'schema', environment: 'staging' }],
    ['high', { kind: 'certificate' }],
    ['high', { actor: robot, phase: 'failed' }],
    ['high', { actor: robot, phase: 'reverted' }],
    ['normal', { actor: robot, phase: 'failed', environment: 'staging' }],
    ['low', { actor: robot, kind: 'other', title: 'Merge #12: Bump axios from 1.6 to 1.7' }],
    ['normal', { actor: robot, kind: 'other', title: 'Run CI on main', phase: 'failed' }],
    ['low', { actor: null, kind: 'other', title: 'Run CI on main' }],
    ['normal', { actor: null, kind: 'other', title: 'Rotate the keys' }],
    ['low', { actor: robot, kind: 'catalog' }],
    ['normal', { actor: joey, kind: 'catalog' }],
    ['normal', { actor: joey, kind: 'other', title: 'Merge #12: Faster quotes' }],
    ['normal', { actor: joey, environment: 'staging' }],
    ['normal', { actor: somebody, environment: 'dev', kind: 'other' }],
    ['high', { actor: joey, title: 'Change a security group in the console', kind: 'infrastructure' }],
    ['high', { actor: joey, source: 'aws', kind: 'infrastructure' }],
    ['high', { actor: joey, kind: 'scale', tags: { via: 'kubectl' } }],
    ['normal', { actor: robot, source: 'aws', kind: 'infrastructure' }],
    ['normal', { actor: joey, source: 'aws', environment: 'dev', kind: 'infrastructure' }],
    ['low', { actor: joey, source: 'nightjar', kind: 'config', title: 'Connect GitHub' }],
    ['low', { actor: joey, source: 'nightjar', kind: 'config', title: 'Add a secret …x3Kq for GitHub' }],
    ['normal', { actor: joey, source: 'nightjar', kind: 'config', title: 'Disconnect GitHub' }],
    ['normal', { actor: joey, source: 'config', kind: 'config', title: 'Connect to the new queue' }],
  ];
  expect(cases.map(([, said]) => [priority(said), said])).toEqual(cases);
});

test('nothing that a person did is ever low, but that they connect a source', () => {
  fc.assert(
    fc.property(anyObservation, fc.constantFrom(joey, somebody), (it, actor) => {
      expect(priority({ ...it, actor })).not.toBe('low');
    }),
  );
});
