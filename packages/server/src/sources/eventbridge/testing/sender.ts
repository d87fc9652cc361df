import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { eventBridge } from '../index.ts';

export const sender: Sender = {
  source: eventBridge,
  sign: (_, secret) => ({ 'x-api-key': secret }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
