import { describe, expect, test } from 'vitest';
import { readAs } from '../testing/sender.ts';
import { argocd } from './index.ts';
import { template } from './template.ts';
import { sender } from './testing/sender.ts';
import { versionOf } from './version.ts';

const bodyOf = (name: string) => sender.fixtures.find((it) => it.name === name)?.body as object;
const read = (name: string, more: object = {}) =>
  readAs(argocd, 'notification', { ...bodyOf(name), ...more }).observed[0];

test('a sync is one change from its start to what became of the application', () => {
  const names = ['sync.running', 'sync.applied', 'sync.healthy', 'sync.degraded', 'sync.failed'];
  expect(new Set(names.map((name) => read(name)?.change)).size).toBe(1);
});

test('the same revision synced again is another change', () => {
  expect(read('sync.healthy', { startedAt: '2026-03-01T02:49:00Z' })?.change).not.toBe(
    read('sync.healthy')?.change,
  );
});

test('an application that is healthy after all ends later than its degradation', () => {
  const late = read('sync.healthy', { sentAt: '2026-03-01T02:49:30Z' })?.observation;
  expect(Date.parse(late?.at ?? '')).toBeGreaterThan(Date.parse(read('sync.degraded')?.observation.at ?? ''));
});

test('a sync of last week, told when the controller is set up, is dated last week', () => {
  const old = { startedAt: '2026-02-22T10:00:00Z', finishedAt: '2026-02-22T10:01:00Z' };
  expect(read('sync.healthy', old)?.observation.at).toBe('2026-02-22T10:01:00.000Z');
});

test('our template asks for every field that is read, and quotes each value as JSON', () => {
  const body = template.slice(template.indexOf('body: |'), template.indexOf('trigger.nightjar'));
  for (const name of Object.keys(bodyOf('sync.healthy'))) expect(body).toContain(`"${name}":`);
  expect(body.match(/": \{\{ (?!toJson|if|with)/g)).toBeNull();
});

describe('the version among images', () => {
  test.each([
    [['acme/pricing:v812', 'envoy:v1.31'], 'pricing', 'v812'],
    [['acme/pricing:v812', 'envoy:v1.31'], 'pricing-production', 'v812'],
    [['acme/api:v7', 'acme/worker:v7'], 'shop', 'v7'],
    [['acme/api:v7', 'acme/worker:v8'], 'shop', null],
    [['registry:5000/acme/pricing@sha256:0123456789abcdef'], 'pricing', '0123456789ab'],
    [['acme/pricing:latest'], 'pricing', null],
    [[], 'pricing', null],
  ])('of %j for %s is %s', (images, app, version) => {
    expect(versionOf(images, app)).toBe(version);
  });
});

test.each([
  ['joey', 'human'],
  ['proj:shop:deployer', 'automation'],
  ['deploy-bot', 'automation'],
])('a sync by %s is the act of a %s', (username, kind) => {
  const body = {
    app: {
      metadata: { name: 'pricing', uid: 'u-1' },
      status: {
        operationState: {
          phase: 'Succeeded',
          startedAt: '2026-03-01T02:40:00Z',
          operation: { initiatedBy: { username } },
        },
      },
    },
  };
  const { observed } = readAs(argocd, 'notification', body);
  expect(observed[0]?.observation.actor).toEqual({ name: username, kind, onBehalfOf: null });
});
