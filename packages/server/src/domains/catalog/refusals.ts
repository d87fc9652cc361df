import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'catalog.unknown-entity': {
    kind: 'missing',
    says: 'The catalog has nothing of this name.',
    next: 'Look it up in the list, or describe it: a descriptor, `nightjar catalog discover`, traces.',
  },
  'catalog.instant': {
    kind: 'invalid',
    says: 'The instant cannot be read.',
    next: 'Give it with its offset from UTC, as in at=2026-03-01T02:51Z.',
  },
  'catalog.behind': {
    kind: 'busy',
    says: 'The catalog is still taking in what was recorded before.',
    next: 'Send it again in half a minute; nothing of it was recorded.',
  },
  'catalog.contended': {
    kind: 'busy',
    says: 'Others kept describing the same things at the same moment.',
    next: 'Send it again.',
  },
  'catalog.cursor': {
    kind: 'invalid',
    says: 'The cursor does not belong to this list.',
    next: 'Take it from the answer before, or begin at the first page without one.',
  },
});
