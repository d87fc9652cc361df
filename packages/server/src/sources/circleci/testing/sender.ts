import { createHmac } from 'node:crypto';
import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { circleci } from '../index.ts';

export const sender: Sender = {
  source: circleci,
  sign: (body, secret) => ({
    'circleci-signature': `v1=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
