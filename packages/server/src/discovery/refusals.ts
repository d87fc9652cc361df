import { refusals } from '@nightjar/kernel/refusal';

/** Why what looks at the outside cannot be set up. */
export const refuse = refusals({
  'discovery.token-missing': {
    kind: 'invalid',
    says: 'A host of code is to be read, and no token is given for it.',
    next: 'Set the token beside it, or name nothing to read.',
  },
});
