import { createHmac } from 'node:crypto';
import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { bitbucket } from '../index.ts';

export const sender: Sender = {
  source: bitbucket,
  sign: (body, secret) => ({
    'x-hub-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
