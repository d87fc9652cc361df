import { hmacOfBody, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';

const signature = hmacOfBody({ header: 'x-pagerduty-signature', prefix: 'v1=' });
const token = tokenIn();

/**
 * HMAC-SHA256 over the raw bytes, `v1=<hex>`, several of them separated by commas while a secret is rotated
 * (developer.pagerduty.com, "Verifying Signatures"). PagerDuty makes that secret itself and signs in any case; a custom header
 * with a secret of ours proves as much, where nobody has brought PagerDuty's here.
 */
export const verify: Source['verify'] = (body, headers, secrets, now) => {
  const signed = signature(body, headers, secrets, now);
  if (signed === 'genuine') return signed;
  return token(body, headers, secrets, now) === 'genuine' ? 'genuine' : signed;
};
