import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { atlantis } from '../index.ts';

export const sender: Sender = {
  source: atlantis,
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
