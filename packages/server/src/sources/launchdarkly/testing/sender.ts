import { createHmac } from 'node:crypto';
import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { launchdarkly } from '../index.ts';

export const sender: Sender = {
  source: launchdarkly,
  sign: (body, secret) => ({ 'x-ld-signature': createHmac('sha256', secret).update(body).digest('hex') }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
