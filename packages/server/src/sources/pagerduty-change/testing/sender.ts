import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { pagerdutyChange } from '../index.ts';

export const sender: Sender = {
  source: pagerdutyChange,
  sign: () => ({}),
  sealed: (body, secret) => ({ ...Object(body), routing_key: secret }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
