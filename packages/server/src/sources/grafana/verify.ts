import { hmacOfBody, isRecent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';

const header = 'x-grafana-alerting-signature';
const signature = hmacOfBody({ header });
const token = tokenIn();

/**
 * HMAC-SHA256, hex, over the body; over `<seconds>:<body>` where a header for the time is configured (Grafana's page on the webhook
 * notifier, "HMAC signature"; since version 12). What cannot sign sends a token.
 */
export const verify: Source['verify'] = (body, headers, secrets, now) => {
  if (headers[header] === undefined) return token(body, headers, secrets, now);
  const seconds = headers['x-grafana-alerting-timestamp']?.trim();
  if (seconds === undefined || seconds === '') return signature(body, headers, secrets, now);
  const dated = Buffer.concat([Buffer.from(`${seconds}:`), body]);
  const verdict = signature(dated, headers, secrets, now);
  return verdict === 'genuine' && !isRecent(seconds, now) ? 'stale' : verdict;
};
