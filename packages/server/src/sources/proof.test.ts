import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { hmacOfBody, standardWebhook, tokenIn } from './proof.ts';

const now = new Date('2026-03-01T02:50:00Z');
const body = Buffer.from('{"a":1}');

test('several signatures may stand in one header, as in a rotation', () => {
  const verify = hmacOfBody({ header: 'x-pagerduty-signature', prefix: 'v1=' });
  const right = createHmac('sha256', 'new').update(body).digest('hex');
  const both = { 'x-pagerduty-signature': `v1=${'0'.repeat(64)},v1=${right}` };
  expect(verify(body, both, ['new'], now)).toBe('genuine');
  expect(verify(body, both, ['old'], now)).toBe('forged');
});

test.each([
  ['Bearer s3cret', 'genuine'],
  ['s3cret', 'genuine'],
  [`Basic ${Buffer.from('nightjar:s3cret').toString('base64')}`, 'genuine'],
  [`Basic ${Buffer.from('s3cret:').toString('base64')}`, 'genuine'],
  ['Bearer s3cre', 'forged'],
  ['Bearer s3cret x', 'forged'],
  ['', 'unsigned'],
])('the authorization %j is %s', (authorization, verdict) => {
  expect(tokenIn()(body, { authorization }, ['s3cret'], now)).toBe(verdict);
});

// The example of github.com/standard-webhooks/standard-webhooks, "Verifying signatures", recomputed here.
test("Standard Webhooks' own example holds, and only near its time", () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const payload = Buffer.from('{"test": 2432232314}');
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  expect(standardWebhook(payload, headers, [secret], new Date(1_614_265_330_000))).toBe('genuine');
  expect(standardWebhook(payload, headers, [secret], now)).toBe('stale');
  expect(standardWebhook(body, headers, [secret], new Date(1_614_265_330_000))).toBe('forged');
});

test('a secret of Standard Webhooks that holds nothing proves nothing', () => {
  const signature = createHmac('sha256', '').update('msg_1.1772333400.').update(body).digest('base64');
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': '1772333400',
    'webhook-signature': `v1,${signature}`,
  };
  expect(standardWebhook(body, headers, ['whsec_****'], now)).toBe('forged');
});
