import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { grafana } from './index.ts';

const body = Buffer.from('{"alerts":[]}');
const now = new Date('2026-03-01T02:50:00Z');
const judge = (headers: Record<string, string>) => grafana.verify(body, headers, ['ours'], now);
const hmac = (...parts: (string | Buffer)[]) => {
  const mac = createHmac('sha256', 'ours');
  for (const part of parts) mac.update(part);
  return mac.digest('hex');
};

test('a signature is over the body, or over time and body where there is a time', () => {
  const signature = 'x-grafana-alerting-signature';
  const time = 'x-grafana-alerting-timestamp';
  expect(judge({ [signature]: hmac(body) })).toBe('genuine');
  expect(judge({ [signature]: hmac(body), [time]: '1772333400' })).toBe('forged');
  expect(judge({ [signature]: hmac('1772333400:', body), [time]: '1772333400' })).toBe('genuine');
  expect(judge({ [signature]: hmac('1772330000:', body), [time]: '1772330000' })).toBe('stale');
});

test('who cannot sign sends the secret; a wrong signature is not made good by it', () => {
  expect(judge({ authorization: 'Bearer ours' })).toBe('genuine');
  expect(judge({ authorization: `Basic ${btoa('nightjar:ours')}` })).toBe('genuine');
  expect(judge({ authorization: 'Bearer theirs' })).toBe('forged');
  expect(judge({ authorization: 'Bearer ours', 'x-grafana-alerting-signature': '00' })).toBe('forged');
});
