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
  'log.no-room': {
    kind: 'unavailable',
    says: 'The disk of the database is full; nothing was recorded.',
    next: 'Make room where the database keeps its data (nightjar doctor says where); then send it again.',
  },
  'log.unstorable': {
    kind: 'invalid',
    says: 'Something in it cannot be kept by the database.',
    next: 'Change what is named, and send it again.',
  },
});

/** SQLSTATE class 22, https://www.postgresql.org/docs/18/errcodes-appendix.html: the database's own words may quote the data. */
export const unstorable = (state: string): string => {
  switch (state) {
    case '22021':
    case '22P05':
      return 'A text holds a character that the database cannot keep (U+0000 or half of a surrogate pair).';
    case '22007':
    case '22008':
      return 'A time is none, or lies outside the years that the database can keep.';
    case '22003':
      return 'A number is larger or smaller than the database can keep.';
    case '22P02':
      return 'A value has not the form that it must have: an id that is no UUID, say.';
    default:
      return `A value cannot be kept by the database (SQLSTATE ${state}).`;
  }
};
