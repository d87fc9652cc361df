import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { jenkins } from '../index.ts';

export const sender: Sender = {
  source: jenkins,
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
