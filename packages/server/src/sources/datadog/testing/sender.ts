import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { datadog } from '../index.ts';

export const sender: Sender = {
  source: datadog,
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
