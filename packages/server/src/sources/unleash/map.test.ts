import { expect, test } from 'vitest';
import { readAs } from '../testing/sender.ts';
import { unleash } from './index.ts';
import { sender } from './testing/sender.ts';

const bodyOf = (name: string) => sender.fixtures.find((it) => it.name === name)?.body as object;
const read = (name: string, more: object = {}) => {
  const body = { ...bodyOf(name), ...more } as { readonly type?: string };
  return readAs(unleash, body.type ?? '', body);
};

test('on and off again are two changes, and the same event told twice is one', () => {
  const on = read('feature-environment-enabled').observed[0]?.change;
  expect(read('feature-environment-enabled').observed[0]?.change).toBe(on);
  expect(read('feature-environment-disabled').observed[0]?.change).not.toBe(on);
});

test('the same number in another Unleash is another event', () => {
  const other = read('feature-environment-enabled', { createdAt: '2026-03-01T02:43:49.522Z' });
  expect(other.observed[0]?.change).not.toBe(read('feature-environment-enabled').observed[0]?.change);
});

test.each([
  ['joey', 4, 'human'],
  ['deploy-bot', 4, 'automation'],
  ['admin-token', -42, 'automation'],
  ['joey', undefined, 'unknown'],
])('%s with the number %s is %s', (createdBy, createdByUserId, kind) => {
  const { observed } = read('feature-environment-enabled', { createdBy, createdByUserId });
  expect(observed[0]?.observation.actor?.kind).toBe(kind);
});

test('a strategy without a share of its own is changed, not rolled out', () => {
  const { observed } = read('feature-strategy-update.rollout', {
    data: { name: 'userWithId', parameters: { userIds: '1,2' } },
    preData: { name: 'userWithId', parameters: { userIds: '1' } },
  });
  expect(observed[0]?.observation.title).toBe(
    'Change strategy userWithId of flag new-checkout in production',
  );
});

test('whom a strategy lets in is in no observation', () => {
  const userIds = 'sam@customer.example';
  const { observed } = read('feature-strategy-update.rollout', {
    data: { name: 'userWithId', parameters: { userIds } },
  });
  expect(observed[0]?.observation.extra).toMatchObject({ changed: expect.arrayContaining(['parameters']) });
  expect(JSON.stringify(observed)).not.toContain('customer');
});
