import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { argocd } from '../index.ts';

export const sender: Sender = {
  source: argocd,
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)),
};
