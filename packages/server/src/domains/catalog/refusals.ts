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
});
