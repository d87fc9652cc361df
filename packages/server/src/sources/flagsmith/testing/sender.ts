import { createHmac } from 'node:crypto';
import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { flagsmith } from '../index.ts';

export const sender: Sender = {
  source: flagsmith,
  sign: (body, secret) => ({
    'x-flagsmith-signature': createHmac('sha256', secret).update(body).digest('hex'),
  }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
