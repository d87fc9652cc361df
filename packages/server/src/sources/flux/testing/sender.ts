import { createHmac } from 'node:crypto';
import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { flux } from '../index.ts';

export const sender: Sender = {
  source: flux,
  sign: (body, secret) => ({
    'x-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
