import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { statuspage } from '../index.ts';

/** Subscribers give an address and nothing else: the front door turns its `?key=` into this header. */
export const sender: Sender = {
  source: statuspage,
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
