import { createHmac } from 'node:crypto';
import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { pagerduty } from '../index.ts';

export const sender: Sender = {
  source: pagerduty,
  sign: (body, secret) => ({
    'x-pagerduty-signature': `v1=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
