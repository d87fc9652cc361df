import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { alertmanager } from '../index.ts';

export const sender: Sender = {
  source: alertmanager,
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
