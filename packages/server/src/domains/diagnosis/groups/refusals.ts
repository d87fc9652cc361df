import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'groups.unknown': {
    kind: 'missing',
    says: 'There is no group of alerts with this id.',
    next: 'Look it up in the list of groups.',
  },
  'groups.cursor': {
    kind: 'invalid',
    says: 'The cursor does not belong to this list of groups.',
    next: 'Take the cursor from the answer to the same question, or begin at the first page without one.',
  },
});
