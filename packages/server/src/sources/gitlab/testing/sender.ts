import { createHash, createHmac } from 'node:crypto';
import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { gitlab } from '../index.ts';

/** As GitLab signs with a signing token; `verify.test.ts` has the secret token. The id stays the same for the same body. */
export const sender: Sender = {
  source: gitlab,
  sign: (body, secret, now) => {
    const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 24)}`;
    const timestamp = String(Math.trunc(now.getTime() / 1000));
    const signature = createHmac('sha256', secret)
      .update(`${id}.${timestamp}.`)
      .update(body)
      .digest('base64');
    return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
  },
  expires: true,
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
