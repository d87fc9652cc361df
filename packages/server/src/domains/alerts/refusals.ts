import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'alerts.cursor': {
    kind: 'invalid',
    says: 'The cursor does not belong to this list of alerts.',
    next: 'Take the cursor from the answer to the same question, or begin at the first page without one.',
  },
  'alerts.filter': {
    kind: 'invalid',
    says: 'The filter cannot be read.',
    next: 'Mend it at the place that offset names.',
  },
  'alerts.unknown': {
    kind: 'missing',
    says: 'There is no alert with this id.',
    next: 'Look it up in the list of alerts.',
  },
});
