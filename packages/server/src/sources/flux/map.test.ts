import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readAs, receivedAt } from '../testing/sender.ts';
import { shortRevision } from './flux-event.ts';
import { flux } from './index.ts';
import { sender } from './testing/sender.ts';

const bodyOf = (name: string) => sender.fixtures.find((it) => it.name === name)?.body as object;
const read = (name: string, more: object = {}) =>
  readAs(flux, 'event', { ...bodyOf(name), ...more }).observed[0];

test('a revision is one change from the first object that is applied until it is healthy or has failed', () => {
  const names = ['kustomization.progressing', 'kustomization.succeeded', 'kustomization.health_check_failed'];
  expect(new Set(names.map((name) => read(name)?.change)).size).toBe(1);
});

test('the same names in another cluster are another change', () => {
  const involvedObject = { kind: 'Kustomization', name: 'webapp', namespace: 'apps', uid: 'another' };
  expect(read('kustomization.succeeded', { involvedObject })?.change).not.toBe(
    read('kustomization.succeeded')?.change,
  );
});

test('an upgrade of the same chart with other values is another release', () => {
  const message = 'Helm upgrade succeeded for release podinfo/podinfo.v8 with chart podinfo@6.5.4';
  expect(read('helmrelease.upgraded', { message })?.change).not.toBe(read('helmrelease.upgraded')?.change);
});

test('a failure that is repeated is one change, and another day it is another', () => {
  const first = read('helmrelease.upgrade_failed');
  expect(read('helmrelease.upgrade_failed', { timestamp: '2026-03-01T01:10:00Z' })?.change).toBe(
    first?.change,
  );
  expect(read('helmrelease.upgrade_failed', { timestamp: '2026-02-27T01:10:00Z' })?.change).not.toBe(
    first?.change,
  );
  expect(read('helmrelease.rolled_back')?.change).not.toBe(first?.change);
});

describe('proof', () => {
  const body = Buffer.from('{}');
  const judge = (headers: Record<string, string>) => flux.verify(body, headers, ['secret'], receivedAt);
  const right = createHmac('sha256', 'secret').update(body).digest('hex');

  test.each([
    [{ authorization: 'Bearer secret' }, 'genuine'],
    [{ authorization: 'Bearer other' }, 'forged'],
    // A signature that does not hold is not mended by a token beside it.
    [{ authorization: 'Bearer secret', 'x-signature': 'sha256=00' }, 'forged'],
    [{ 'x-signature': right }, 'forged'],
  ])('%j is %s', (headers, verdict) => {
    expect(judge(headers as Record<string, string>)).toBe(verdict);
  });
});

test.each([
  ['main@sha1:731f7eaddfb6af01cb2173e18f0f75b0ba780ef1', '731f7ea'],
  ['main/731f7eaddfb6af01cb2173e18f0f75b0ba780ef1', '731f7ea'],
  ['6.5.4@sha256:0123456789abcdef', '6.5.4'],
  ['6.5.4', '6.5.4'],
  [null, null],
])('the revision %s is shown as %s', (revision, shown) => {
  expect(shortRevision(revision)).toBe(shown);
});

test('a message is gone through in no time', () => {
  const began = performance.now();
  read('helmrelease.upgraded', { message: `release ${'a/'.repeat(200_000)}` });
  expect(performance.now() - began).toBeLessThan(500);
});
