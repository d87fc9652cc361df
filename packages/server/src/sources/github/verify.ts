import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Source } from '../source.ts';

/**
 * HMAC-SHA256 over the raw bytes, hex, in `X-Hub-Signature-256` (docs.github.com, "Validating webhook deliveries").
 * npm @octokit/webhooks-methods does not serve: it wants the payload as a string, which changes bytes that are not UTF-8, and
 * throws on an empty one. Every secret is tried even after one has held, so that the time taken does not tell which.
 */
export const verify: Source['verify'] = (body, headers, secrets) => {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(headers['x-hub-signature-256']?.trim() ?? '')?.[1];
  if (headers['x-hub-signature-256'] === undefined) return 'unsigned';
  if (given === undefined) return 'forged';
  const signature = Buffer.from(given, 'hex');
  const held = secrets.map((secret) =>
    timingSafeEqual(signature, createHmac('sha256', secret).update(body).digest()),
  );
  return held.includes(true) ? 'genuine' : 'forged';
};
