import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { verify } from './verify.ts';

const now = new Date('2026-03-01T02:50:00.000Z');
const body = Buffer.from('{"object_kind":"push"}');

const signedWith = (token: string) => {
  const key = Buffer.from(token.slice('whsec_'.length), 'base64');
  const timestamp = String(now.getTime() / 1000);
  const signature = createHmac('sha256', key).update(`d-1.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': 'd-1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
};

test('a secret token that is sent along holds, and another does not', () => {
  expect(verify(body, { 'x-gitlab-token': 'moth' }, ['wing', 'moth'], now)).toBe('genuine');
  expect(verify(body, { 'x-gitlab-token': 'moths' }, ['moth'], now)).toBe('forged');
  expect(verify(body, {}, ['moth'], now)).toBe('unsigned');
});

test('a signing token as GitLab makes it is decoded before it signs', () => {
  const token = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  expect(verify(body, signedWith(token), [token], now)).toBe('genuine');
  expect(verify(body, signedWith(token), ['moth'], now)).toBe('forged');
});

test('a wrong signature is not made good by a right secret token', () => {
  const token = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  expect(verify(body, { ...signedWith(token), 'x-gitlab-token': 'moth' }, ['moth'], now)).toBe('forged');
});
