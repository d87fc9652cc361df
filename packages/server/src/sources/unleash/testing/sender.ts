import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { unleash } from '../index.ts';

export const sender: Sender = {
  source: unleash,
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
