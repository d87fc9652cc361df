import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundleOf } from './bundle.ts';
import { toldOf } from './change.ts';
import { single } from './fold.ts';
import { anyObservation } from './testing/any-fact.ts';
import { observed } from './testing/observed.ts';

type Said = NonNullable<Parameters<typeof observed>[0]>;

const robot = { name: 'argocd', kind: 'automation', onBehalfOf: null } as const;
const joey = { name: 'joey', kind: 'human', onBehalfOf: null } as const;
const lee = { name: 'lee', kind: 'human', onBehalfOf: null } as const;

const bundle = (said: Said): string | null => bundleOf(toldOf('chg_1', single(observed(said))));
const together = (common: Said, ...those: readonly Said[]): boolean =>
  new Set(those.map((said) => bundle({ ...common, ...said }) ?? said)).size === 1;

const at = (time: string): string => `2026-03-01T${time}.000Z`;
const revision = '9f8b6c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b';

test('a rollout of one version over many clusters is one thing, also where some of it fails', () => {
  const rollout: Said = { actor: robot, source: 'argocd' };
  expect(
    together(
      rollout,
      { key: 'a', environment: 'prod-eu', tags: { cluster: 'eu-1' }, title: 'Deploy pricing v812 to eu-1' },
      { key: 'b', environment: 'prod-us', tags: { cluster: 'us-7' }, title: 'Deploy pricing v812 to us-7' },
      { key: 'c', environment: 'prod-us', at: at('03:40:00'), phase: 'failed' },
    ),
  ).toBe(true);
  expect(together(rollout, {}, { version: 'v813' })).toBe(false);
  expect(together(rollout, {}, { actor: { ...robot, onBehalfOf: 'joey' } })).toBe(false);
  expect(together(rollout, {}, { services: ['checkout'] })).toBe(false);
  expect(together(rollout, {}, { title: 'Roll back pricing to v812' })).toBe(false);
  expect(together(rollout, {}, { previousVersion: 'v813' })).toBe(false);
  expect(together(rollout, {}, { at: '2026-03-02T02:46:10.000Z' })).toBe(false);
});

test('one commit synced to two hundred services is one thing', () => {
  const sync: Said = { actor: robot, source: 'argocd', version: revision };
  expect(
    together(
      sync,
      { services: ['pricing'], title: 'Sync pricing' },
      { services: ['checkout'], title: 'Sync checkout' },
    ),
  ).toBe(true);
});

test('what a robot does to a service again and again is one thing within the hour, for an autoscaler within the day', () => {
  const flap: Said = { actor: robot, version: null, kind: 'config' };
  const again: Said[] = [
    { title: 'Reconcile pricing-7d9f8c-x2k4q', at: at('02:01:00') },
    { title: 'Reconcile pricing-7d9f8c-q9z1p', at: at('02:59:00') },
  ];
  expect(together(flap, ...again)).toBe(true);
  expect(together(flap, { title: 'Reconcile pricing-1' }, { title: 'Prune pricing-1' })).toBe(false);
  expect(together(flap, { at: at('02:01:00') }, { at: at('03:01:00') })).toBe(false);
  const scale: Said = { ...flap, kind: 'scale' };
  expect(
    together(
      scale,
      { title: 'Replicas 10 → 3', at: at('02:01:00') },
      { title: 'Replicas 3 → 12', at: at('19:01:00') },
    ),
  ).toBe(true);
});

test('a person is bundled only with what they did in the same breath', () => {
  const act: Said = { actor: joey };
  expect(together(act, { key: 'a', environment: 'prod-eu' }, { key: 'b', environment: 'prod-us' })).toBe(
    true,
  );
  expect(together(act, {}, { actor: lee })).toBe(false);
  expect(together(act, {}, { environment: 'staging' })).toBe(false);
  expect(together(act, {}, { at: at('02:52:10') })).toBe(false);
  expect(together(act, {}, { title: 'Roll back pricing to v812' })).toBe(false);
  expect(together(act, {}, { previousVersion: 'v811' })).toBe(false);
  const merged: Said = { ...act, kind: 'other', version: revision };
  const merge: Said = { title: 'Merge #12: Faster quotes', previousVersion: 'abc1234' };
  expect(together(merged, merge, { title: 'Run CI on main' }, { title: 'Run Build image on main' })).toBe(
    true,
  );
  expect(together(merged, merge, { title: 'Run Reindex on main' })).toBe(false);
  expect(together(merged, merge, { title: 'Run CI on main', phase: 'failed' })).toBe(false);
  expect(bundle({ ...act, version: null })).toBeNull();
  expect(bundle({ ...act, phase: 'failed' })).toBeNull();
  expect(bundle({ ...act, phase: 'reverted' })).toBeNull();
  expect(
    together({ version: revision }, { actor: joey, title: 'Run job 1' }, { actor: joey, title: 'Run job 2' }),
  ).toBe(false);
});

test('whatever is said, a person shares a bundle with nobody else and with nothing else', () => {
  const person = fc.record({
    name: fc.constantFrom('joey', 'lee'),
    kind: fc.constantFrom('human' as const, 'unknown' as const),
    onBehalfOf: fc.constant(null),
  });
  const actor = fc.oneof(person, fc.constant(robot), fc.constant(null));
  fc.assert(
    fc.property(anyObservation, anyObservation, actor, actor, (a, b, first, second) => {
      const one = bundle({ ...a, actor: first });
      const other = bundle({ ...b, actor: second });
      const persons = [first, second].some((it) => it !== null && it.kind !== 'automation');
      if (one !== null && one === other && persons) {
        expect(first?.name).toBe(second?.name);
        expect([first?.kind, second?.kind]).not.toContain('automation');
        expect([a.kind, a.version?.toLowerCase()]).toEqual([b.kind, b.version?.toLowerCase()]);
      }
    }),
    { numRuns: 2_000 },
  );
});
