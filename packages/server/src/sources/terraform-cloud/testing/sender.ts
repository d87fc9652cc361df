import { createHmac } from 'node:crypto';
import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { terraformCloud } from '../index.ts';

export const sender: Sender = {
  source: terraformCloud,
  sign: (body, secret) => ({
    'x-tfe-notification-signature': createHmac('sha512', secret).update(body).digest('hex'),
  }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
