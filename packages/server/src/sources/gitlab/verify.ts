import { standardWebhook, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';

const token = tokenIn('x-gitlab-token');

/**
 * A signing token makes GitLab sign as Standard Webhooks say; a secret token is sent along in `X-Gitlab-Token`
 * (docs.gitlab.com/user/project/integrations/webhooks). A delivery with a signature has to be rightly signed, whatever token it brings.
 */
export const verify: Source['verify'] = (body, headers, secrets, now) =>
  headers['webhook-signature'] === undefined
    ? token(body, headers, secrets, now)
    : standardWebhook(body, headers, secrets, now);
