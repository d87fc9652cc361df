import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'source.secret-unknown': {
    kind: 'missing',
    says: 'This source has no secret with this id.',
    next: 'Look at its secrets with `nightjar sources show NAME`.',
  },
  'source.secrets-many': {
    kind: 'conflict',
    says: 'This source has as many secrets as it can have.',
    next: 'Retire one that no sender uses any more; two are enough to change one for another.',
  },
  'source.secret-form': {
    kind: 'invalid',
    says: 'A secret has 8 to 500 characters, none of them white space.',
    next: 'Take it as the sender shows it, or leave it out: then Nightjar makes one.',
  },
  'source.secret-theirs': {
    kind: 'invalid',
    says: 'This sender makes its secret itself, so that one made here would be of no use.',
    next: 'Copy it at the sender, and give it as `secret`; or `nightjar sources connect NAME --secret -`.',
  },
  'source.not-connected': {
    kind: 'conflict',
    says: 'This source has no secret to take away.',
    next: 'What is set in the environment is taken away there.',
  },
  'delivery.unknown': {
    kind: 'missing',
    says: 'Nothing is kept of a delivery of this source at this position.',
    next: 'Look at the latest with `nightjar sources deliveries NAME`; bodies are kept for NIGHTJAR_RAW_RETENTION days.',
  },
});
