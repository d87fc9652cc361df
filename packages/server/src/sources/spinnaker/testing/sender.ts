import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { spinnaker } from '../index.ts';

export const sender: Sender = {
  source: spinnaker,
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
