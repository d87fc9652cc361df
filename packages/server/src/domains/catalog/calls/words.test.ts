import type { Says } from '@nightjar/descriptors/description';
import { expect, test } from 'vitest';
import { normalise } from '../describe/normalise.ts';
import { serviceOf } from './service.ts';
import { openWords, type Told } from './words.ts';

const limits = { most: 100, seenMs: 60_000, changeMs: 10_000, forgetMs: 3_600_000 };
const minute = 60_000;

/** Words of one organisation that are told as they fall due. */
const opened = (options: Partial<typeof limits> = {}) => {
  const words = openWords({ ...limits, ...options });
  const heard = (name: string, says: Says, at: number): boolean =>
    words.heard(1, { ref: `service:default/${name}`, name, says }, at);
  const tellAt = (now: number, stands?: Says): Told['description'][] => {
    const standing = stands && { says: stands, confidence: 1 };
    const told = words.due(now).flatMap(({ entity }) => words.telling(1, entity, standing, now) ?? []);
    for (const it of told) words.told(it, now);
    return told.map(({ description }) => description);
  };
  return { words, heard, tellAt };
};

test('what is new is told at once, a change once, and the same again once a minute', () => {
  const { heard, tellAt } = opened();
  heard('cart', { tier: 1 }, 1000);
  expect(tellAt(1000)).toEqual([
    { entity: 'service:default/cart', name: 'cart', by: 'traces', place: 'service/cart', says: { tier: 1 } },
  ]);
  heard('cart', { tier: 1 }, 5000);
  expect(tellAt(5000)).toEqual([]);
  heard('cart', { tier: 1, language: 'go' }, 11_000);
  expect(tellAt(11_000)).toMatchObject([{ says: { tier: 1, language: 'go' } }]);
  heard('cart', { tier: 1, language: 'go' }, 30_000);
  expect(tellAt(60_000)).toEqual([]);
  expect(tellAt(71_000)).toHaveLength(1);
  expect(tellAt(200_000)).toEqual([]);
});

test('a rollout is one change, however often the replicas contradict each other, and a rollback one later', () => {
  const { heard, tellAt } = opened({ changeMs: 0, seenMs: Number.POSITIVE_INFINITY });
  const told: unknown[] = [];
  const hear = (version: string, at: number): void => {
    heard('cart', { versions: { prod: version } }, at);
    told.push(...tellAt(at).map(({ says }) => says.versions?.['prod']));
  };
  hear('v1', 0);
  for (let at = 1; at < 20; at += 1) hear(at % 2 === 0 ? 'v2' : 'v1', at * 1000);
  for (let at = 20; at < 30; at += 1) hear('v2', at * 1000);
  expect(told).toEqual(['v1', 'v2']);
  for (let at = 1; at < 10; at += 1) hear('v1', at * minute);
  expect(told).toEqual(['v1', 'v2', 'v1']);
});

test('a call is told when it is new and when it has become more certain', () => {
  const { words, heard, tellAt } = opened({ changeMs: 0 });
  heard('front', {}, 0);
  tellAt(0);
  const confidences: unknown[] = [];
  for (let n = 1; n <= 150; n += 1) {
    const call = { type: 'calls', to: 'service:default/cart', by: 'pair', count: 1 } as const;
    words.called(1, 'service:default/front', call, n);
    confidences.push(...tellAt(n).map(({ says }) => says.relations?.[0]?.confidence));
  }
  expect(confidences).toEqual([0.8, 0.9, 0.99]);
  words.called(
    1,
    'service:default/front',
    { type: 'calls', to: 'service:default/cart', by: 'address', count: 1 },
    200,
  );
  expect(tellAt(200)).toEqual([]);
});

test('a restart forgets nothing that was told before', () => {
  const { words, heard, tellAt } = opened();
  heard('front', { versions: { prod: 'v2' }, tier: 1 }, 1000);
  const pay = { type: 'calls', to: 'service:default/pay', by: 'pair', count: 1 } as const;
  words.called(1, 'service:default/front', pay, 1000);
  const cart = {
    type: 'calls',
    to: 'service:default/cart',
    confidence: 0.99,
    why: 'spans of both sides',
  } as const;
  const stands: Says = { language: 'go', versions: { prod: 'v1', staging: 'v3' }, relations: [cart] };
  expect(tellAt(1000, stands)).toMatchObject([
    {
      says: {
        language: 'go',
        tier: 1,
        versions: { prod: 'v2', staging: 'v3' },
        relations: [cart, { to: 'service:default/pay', confidence: 0.8 }],
      },
    },
  ]);
});

test('two processes that hear different things of one service end with the same word', () => {
  const [one, other] = [opened({ changeMs: 0 }), opened({ changeMs: 0 })];
  let stands: Says | undefined;
  let facts = 0;
  const tellAll = (now: number): void => {
    for (const it of [one, other])
      for (const { says } of it.tellAt(now, stands)) {
        if (JSON.stringify(says) !== JSON.stringify(stands)) facts += 1;
        stands = says;
      }
  };
  const runsIn = (name: string): Says => ({
    relations: [{ type: 'runsIn', to: `environment:default/${name}` }],
  });
  for (let at = 0; at < 10 * minute; at += minute) {
    one.heard('cart', { ...runsIn('prod'), versions: { prod: at < minute ? 'v1' : 'v2' } }, at);
    other.heard('cart', { ...runsIn('staging'), language: 'go' }, at);
    tellAll(at + 1);
  }
  expect(stands).toMatchObject({ language: 'go', versions: { prod: 'v2' } });
  expect(stands?.relations).toHaveLength(2);
  expect(facts).toBe(3);
});

test('there are so many entities and no more, until some fall silent', () => {
  const { words, heard, tellAt } = opened({ most: 2 });
  expect([heard('a', {}, 0), heard('b', {}, 0), heard('c', {}, 0), heard('a', {}, 0)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  heard('b', {}, 3_000_000);
  tellAt(3_600_001);
  expect([words.size(), heard('c', {}, 3_600_002)]).toEqual([1, true]);
});

const hour = 60 * minute;

/** A preview environment, as a span's resource tells of it. */
const preview = (n: number): Says =>
  serviceOf({
    'service.name': 'web',
    'service.version': 'v1',
    'deployment.environment.name': `preview-${String(n).padStart(4, '0')}`,
  })?.says ?? {};

test('a service that ran in very many environments, and calls very many, is told within bounds, and that it is a part', () => {
  const { words, heard, tellAt } = opened();
  for (let n = 0; n <= 600; n += 1) heard('web', preview(n), n * 10 * minute);
  const now = 6000 * minute;
  for (let n = 0; n <= 2000; n += 1) {
    const call = { type: 'calls', to: `service:default/s${n}`, by: 'pair', count: 1 } as const;
    words.called(1, 'service:default/web', call, now);
  }
  const [told] = tellAt(now);
  expect(told && normalise(told)).toMatchObject({ ok: true });
  const environments = Object.keys(told?.says.versions ?? {});
  // The newest, those apart that came while no other had been silent for an hour.
  expect([environments.length, environments.at(0), environments.at(-1)]).toEqual([
    100,
    'preview-0501',
    'preview-0600',
  ]);
  expect(told?.says.relations).toHaveLength(1000);
  expect(told?.says.rest).toEqual({ partial: ['environments', 'relations'] });
});

test('more environments than there is room for, all alive, take turns once an hour and not at every word', () => {
  const [one, other] = [opened({ changeMs: 0 }), opened({ changeMs: 0 })];
  let stands: Says | undefined;
  const words = new Set<string>();
  for (let at = 0; at < 3 * hour; at += 5 * minute) {
    for (let n = 0; n < 90; n += 1) {
      one.heard('web', preview(n), at);
      other.heard('web', preview(n + 60), at);
    }
    for (const it of [one, other]) for (const { says } of it.tellAt(at + 1, stands)) stands = says;
    if (at > 0) words.add(JSON.stringify(stands));
  }
  // 72 words were told by two processes; within one nothing changes at all.
  expect(words.size).toBeLessThanOrEqual(6);
  expect(Object.keys(stands?.versions ?? {})).toHaveLength(100);
});

test('values longer than the catalog takes are cut, and refuse no service', () => {
  const long = `${'v'.repeat(199)}é\n`;
  const says = serviceOf({
    'service.name': 'web',
    'service.version': long,
    'telemetry.sdk.language': long,
    'process.runtime.name': long,
    'process.runtime.version': 'a\u0007b',
    'cloud.platform': long,
    'k8s.cluster.name': long,
  })?.says;
  const description = { entity: 'service:default/web', name: 'web', by: 'traces', place: '', says } as const;
  expect(normalise(description)).toMatchObject({ ok: true, sound: { says: { language: 'v'.repeat(199) } } });
});
