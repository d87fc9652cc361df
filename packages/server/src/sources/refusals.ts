import { refusals } from '@nightjar/kernel/refusal';

export const refused = refusals({
  'hook.no-secret': {
    kind: 'unavailable',
    says: 'This webhook has no secret yet, so nothing that arrives can be told from a forgery.',
    next: 'Open Sources in Nightjar and follow the page of this source, or `nightjar sources connect NAME`.',
  },
  'hook.signature': {
    kind: 'unauthenticated',
    says: 'The signature is missing, or it was not made over these bytes with a secret that is set here.',
    next: 'Compare the secret at the sender with the one set here; a proxy between them must not change the body.',
  },
  'hook.too-many': {
    kind: 'busy',
    says: 'This source has sent more than its share; nothing of this delivery was recorded.',
    next: 'Send it again after the time in Retry-After, or raise NIGHTJAR_SOURCE_RATE.',
  },
  'hook.stale': {
    kind: 'unauthenticated',
    says: 'The signature holds, but it was made too long ago, or by a clock that is ahead.',
    next: 'Set the clocks of both sides by NTP and deliver it anew.',
  },
  'hook.identity': {
    kind: 'invalid',
    says: 'The headers that name the delivery and its event are missing.',
    next: 'Send the headers that the sender documents; a proxy must not drop them.',
  },
  'hook.form': {
    kind: 'invalid',
    says: 'The body is a form without the field "payload".',
    next: 'Choose the content type application/json at the sender.',
  },
  'source.unknown': {
    kind: 'missing',
    says: 'No source has this name.',
    next: 'Name one of the sources listed in the detail.',
  },
  'source.no-custom': {
    kind: 'missing',
    says: 'No source of your own has this name.',
    next: 'Name one: `nightjar sources custom NAME`, or Sources in Nightjar.',
  },
  'source.replay-running': {
    kind: 'conflict',
    says: 'The deliveries of this source are being read again already.',
    next: 'Wait until that has ended.',
  },
  'source.no-replay': {
    kind: 'missing',
    says: 'There is no replay with this id.',
    next: 'Take the id from the answer that began it.',
  },
  'alert.tests-too-many': {
    kind: 'busy',
    says: 'So many test alerts were made of late that no more are: each is a page to those who are told.',
    next: 'Wait for the time in Retry-After.',
  },
  'alert.no-test': {
    kind: 'missing',
    says: 'There is no test alert with this id; what a real sender tells, it resolves itself.',
    next: 'Take the id from the answer that made the test.',
  },
  'source.since': {
    kind: 'invalid',
    says: 'This is not a moment with its offset.',
    next: 'Write it as in 2026-03-01T00:00:00Z.',
  },
  'delivery.unreadable': {
    kind: 'conflict',
    says: 'What is kept of this delivery cannot be read as JSON any more.',
    next: 'Have its sender deliver it anew.',
  },
  'delivery.mismatch': {
    kind: 'conflict',
    says: 'A delivery with this id is recorded already, with another body.',
    next: 'Give each delivery an id of its own; send one again only with the same bytes.',
  },
  'event.invalid': {
    kind: 'invalid',
    says: 'This is not a CloudEvent 1.0.',
    next: 'Mend the attribute that the pointer names.',
  },
  'event.too-many': {
    kind: 'too-large',
    says: 'A batch holds at most 10,000 events.',
    next: 'Send them in several batches.',
  },
  'event.type': {
    kind: 'unsupported',
    says: 'This is none of the content modes of CloudEvents over HTTP.',
    next: 'Send application/cloudevents+json, application/cloudevents-batch+json, or ce- headers beside the data.',
  },
});
