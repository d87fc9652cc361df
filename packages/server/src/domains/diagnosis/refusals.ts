import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'diagnosis.unknown': {
    kind: 'missing',
    says: 'There is no diagnosis with this id.',
    next: 'The page /diagnoses lists them, and so does GET /api/v1/diagnoses; `nightjar diagnose SERVICE` makes one.',
  },
  'diagnosis.unknown-round': {
    kind: 'missing',
    says: 'The diagnosis has no such round.',
    next: 'Its page tells how many there are; the first is 1.',
  },
  'diagnosis.unknown-service': {
    kind: 'missing',
    says: 'Nobody knows a service of this name: not the catalog, not the feed, and nothing is measured of it.',
    next: 'Look it up in the catalog: `nightjar services`.',
  },
  'diagnosis.at': {
    kind: 'invalid',
    says: 'A diagnosis is of what has happened.',
    next: 'Give a time that has passed, with its offset from UTC, as in 2026-03-01T02:51:00Z.',
  },
  'diagnosis.busy': {
    kind: 'busy',
    says: 'As many diagnoses are being made here as may be asked for at once; those of pages go first.',
    next: 'Send it again.',
  },
  'diagnosis.too-many': {
    kind: 'busy',
    says: 'This caller asks for more diagnoses than are made for one: each is recorded for good, with all that it was made from.',
    next: 'Ask again after the time that Retry-After says; read those that were made: GET /api/v1/diagnoses.',
  },
  'diagnosis.cursor': {
    kind: 'invalid',
    says: 'The cursor does not belong to this list of diagnoses.',
    next: 'Take the cursor from the answer to the same question, or begin at the first page without one.',
  },
  'diagnosis.judgement': {
    kind: 'invalid',
    says: 'This cannot be said of a diagnosis.',
    next: 'Confirm or refute a change by its id, as the feed has it; or confirm null: that no change did it.',
  },
  'diagnosis.not-yours': {
    kind: 'forbidden',
    says: 'A token that only reads cannot say what broke.',
    next: 'Sign in as yourself, or use a token that may ingest.',
  },
});
