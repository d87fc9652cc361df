import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { keep } from '../index.ts';

export const sender: Sender = {
  source: keep,
  sign: (_, secret) => ({ 'x-api-key': secret }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
