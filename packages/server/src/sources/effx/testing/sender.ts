import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { effx } from '../index.ts';

export const sender: Sender = {
  source: effx,
  sign: (_, secret) => ({ 'x-effx-api-key': secret }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
