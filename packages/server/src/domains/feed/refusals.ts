import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'feed.filter': {
    kind: 'invalid',
    says: 'The filter cannot be read.',
    next: 'Mend the filter at the offset given; /openapi.json and the documentation list its fields.',
  },
  'feed.cursor': {
    kind: 'invalid',
    says: 'The cursor does not belong to this query.',
    next: 'Take the cursor from the answer to the same query, or begin at the first page without one.',
  },
  'feed.too-broad': {
    kind: 'busy',
    says: 'The search took too long and was ended.',
    next: 'Narrow it by a service, a word or a time, such as after:-7d.',
  },
  'feed.unknown-change': {
    kind: 'missing',
    says: 'There is no change with this id.',
    next: 'Look it up in the list of changes.',
  },
});
