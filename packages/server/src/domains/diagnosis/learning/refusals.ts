import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'weights.too-few-cases': {
    kind: 'conflict',
    says: 'Too few diagnoses are judged to tell whether these weights do better.',
    next: 'Let responders say what did it: nightjar diagnose judge, or the buttons of the message.',
  },
  'weights.not-better': {
    kind: 'conflict',
    says: 'On what was judged these weights do no better than those in use.',
    next: 'Keep those in use; nightjar train says how each does.',
  },
  'weights.invalid': {
    kind: 'invalid',
    says: 'These are no weights.',
    next: 'Send what nightjar train has made, as it is.',
  },
});
