import { describe, expect, test } from 'vitest';
import { readAs } from '../testing/sender.ts';
import { resourceIn } from './entry.ts';
import { launchdarkly } from './index.ts';
import { sender } from './testing/sender.ts';

const bodyOf = (name: string) => sender.fixtures.find((it) => it.name === name)?.body as object;
const read = (name: string, more: object = {}) =>
  readAs(launchdarkly, 'flag', { ...bodyOf(name), ...more }).observed[0]?.observation;

test('an entry is dated by itself, however late and in whatever order it comes', () => {
  expect([read('flag.on')?.at, read('flag.off.token')?.at]).toEqual([
    '2026-03-01T02:43:49.774Z',
    '2026-03-01T02:49:09.000Z',
  ]);
});

describe('whether a flag was turned on or off', () => {
  test.each([
    [{ titleVerb: 'turned off the flag' }, 'Turn off flag new-checkout in production'],
    [{ titleVerb: '', description: '* Turned the flag on' }, 'Turn on flag new-checkout in production'],
    [{ titleVerb: '', description: '' }, 'Switch flag new-checkout in production'],
  ])('is told by LaunchDarkly’s sentence where the flag itself is left out: %j', (said, title) => {
    expect(read('flag.on', { ...said, currentVersion: null })?.title).toBe(title);
  });
});

test('of several actions the weightiest gives the title', () => {
  const resource = 'proj/webshop:env/production:flag/new-checkout';
  const accesses = ['updateName', 'updateRules', 'updateOn'].map((action) => ({ action, resource }));
  expect(read('flag.on', { accesses })?.title).toBe('Turn on flag new-checkout in production');
});

test('a link is followed to the host that LaunchDarkly itself names', () => {
  const title = '[Ana](mailto:a) turned on [New](https://app.eu.launchdarkly.com/webshop/x) in `Production`';
  expect(read('flag.on', { title })?.revert?.url).toBe(
    'https://app.eu.launchdarkly.com/webshop/production/features/new-checkout/targeting',
  );
});

test.each([
  ['proj/a:env/b:flag/c;d', { project: 'a', environment: 'b', kind: 'flag', key: 'c' }],
  ['proj/a:env/*:segment/c', { project: 'a', environment: null, kind: 'segment', key: 'c' }],
  ['proj/a:env/b', { project: 'a', environment: 'b', kind: 'environment', key: 'b' }],
  ['proj/a', { project: 'a', environment: null, kind: 'other', key: null }],
  ['', { project: null, environment: null, kind: 'other', key: null }],
])('the resource %j', (text, resource) => {
  expect(resourceIn(text)).toEqual(resource);
});

test('whom a flag targets is told without addresses', () => {
  const description = '* Added `sam@customer.example` to the targets of `true`';
  expect(read('flag.on', { description, comment: '' })?.summary).toBe(
    'Added [redacted:email] to the targets of true',
  );
});
