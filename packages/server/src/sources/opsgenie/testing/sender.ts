import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { opsgenie } from '../index.ts';

export const sender: Sender = {
  source: opsgenie,
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
