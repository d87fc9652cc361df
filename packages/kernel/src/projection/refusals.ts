import { refusals } from '../refusal.ts';

export const refuse = refusals({
  'projection.building': {
    kind: 'unavailable',
    says: 'This part of Nightjar is being built from the log and cannot be read yet.',
    next: 'Try again in a moment; /readyz says how far it has come.',
  },
});
