import { createHmac, timingSafeEqual } from 'node:crypto';
import { isRecent } from '../proof.ts';
import type { Source } from '../source.ts';

/**
 * `X-Slack-Signature: v0=<hex>` is HMAC-SHA256 over `v0:<timestamp>:<body>` (docs.slack.dev, "Verifying requests from Slack"); a moment
 * more than five minutes off is stale. Every secret is tried, so that the time taken does not tell which holds.
 */
export const verify: Source['verify'] = (body, headers, secrets, now) => {
  const given = headers['x-slack-signature'];
  if (given === undefined) return 'unsigned';
  const digits = /^v0=([0-9a-f]{64})$/i.exec(given.trim())?.[1];
  const timestamp = headers['x-slack-request-timestamp']?.trim() ?? '';
  if (digits === undefined || !/^\d{1,12}$/.test(timestamp)) return 'forged';
  const signature = Buffer.from(digits, 'hex');
  const held = secrets.map((secret) =>
    timingSafeEqual(signature, createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest()),
  );
  if (!held.includes(true)) return 'forged';
  return isRecent(timestamp, now) ? 'genuine' : 'stale';
};
