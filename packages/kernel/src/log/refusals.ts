import { refusals } from '../refusal.ts';

export const refuse = refusals({
  'log.busy': {
    kind: 'busy',
    says: 'More is waiting to be recorded than the log can take.',
    next: 'Send it again after the time that Retry-After says; nothing of it was recorded.',
  },
  'log.unknown-outcome': {
    kind: 'unavailable',
    says: 'The database went away while this was being written, so it may or may not be recorded.',
    next: 'Send it again with the same Idempotency-Key: it is then recorded once, whatever happened.',
  },
  'log.unavailable': {
    kind: 'unavailable',
    says: 'The database cannot be reached; nothing was recorded.',
    next: 'Send it again in a moment.',
  },
  'log.unstorable': {
    kind: 'invalid',
    says: 'A text holds a character that the database cannot keep (U+0000 or half of a surrogate pair).',
    next: 'Remove the character and send it again.',
  },
});
