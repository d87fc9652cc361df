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
  'catalog.filter': {
    kind: 'invalid',
    says: 'The filter cannot be read.',
    next: 'Mend the filter at the offset given; /openapi.json and the documentation list its fields.',
  },
  'catalog.cursor': {
    kind: 'invalid',
    says: 'The cursor does not belong to this question.',
    next: 'Take the cursor from the answer to the same question and instant, or begin at the first page without one.',
  },
  'catalog.too-broad': {
    kind: 'busy',
    says: 'The search took too long and was ended.',
    next: 'Narrow it by a kind, an owner or a longer word.',
  },
  'catalog.past-busy': {
    kind: 'busy',
    says: 'The whole graph of the past is being read for others.',
    next: 'Send it again in a few seconds, or name the entity that it is about: that takes little.',
  },
  'catalog.only-now': {
    kind: 'invalid',
    says: 'This is known as it is now only.',
    next: 'Leave out `at`; the history of an entity tells what was read of it when.',
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
  'catalog.edit': {
    kind: 'invalid',
    says: 'This cannot be said of an entity.',
    next: 'Name attributes as the list of facts does (tier, owners, tag.pci, contact.chat); null takes one back.',
  },
  'catalog.reserved-reader': {
    kind: 'forbidden',
    says: 'This reader speaks for itself.',
    next: 'What a person says is an edit of the entity (PATCH); what Nightjar is, Nightjar says.',
  },
  'catalog.origin': {
    kind: 'invalid',
    says: 'What was looked at cannot be known by this.',
    next: 'Name the origin, and the path within it, in a line of 500 and 1,000 bytes: github.com/acme/pricing, catalog-info.yaml.',
  },
  'catalog.no-documents': {
    kind: 'invalid',
    says: 'The file holds no document, so it says nothing about anything.',
    next: 'Send the file with its documents; where it was deleted, send what is left of its origin as a whole run (POST descriptions).',
  },
  'catalog.not-yaml': {
    kind: 'unsupported',
    says: 'Descriptors are sent as YAML in UTF-8.',
    next: 'Send the file as it is, with Content-Type: application/yaml.',
  },
});
