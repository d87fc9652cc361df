import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { openfeature } from '../index.ts';

export const sender: Sender = {
  source: openfeature,
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
