import { createHmac } from 'node:crypto';
import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { slack } from '../index.ts';

export const sender: Sender = {
  source: slack,
  sign: (body, secret, now) => {
    const timestamp = String(Math.trunc(now.getTime() / 1000));
    const digest = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
    return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
  },
  expires: true,
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
