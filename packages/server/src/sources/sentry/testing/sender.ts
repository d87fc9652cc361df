import { createHmac } from 'node:crypto';
import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { sentry } from '../index.ts';

export const sender: Sender = {
  source: sentry,
  sign: (body, secret) => ({
    'sentry-hook-signature': createHmac('sha256', secret).update(body).digest('hex'),
  }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
