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
  'feed.window': {
    kind: 'invalid',
    says: 'The window ends before it begins.',
    next: 'Give times in ISO 8601, the earlier one first; the later one is not part of the window.',
  },
  'feed.too-broad': {
    kind: 'busy',
    says: 'The search took too long and was ended.',
    next: 'Narrow it by a service, a word or a time, such as after:-7d.',
  },
  'feed.not-a-change': {
    kind: 'invalid',
    says: 'This is not a report of a change.',
    next: 'Mend the field that the pointer names; /openapi.json has the shape.',
  },
  'feed.too-many-reports': {
    kind: 'too-large',
    says: 'A list holds at most 10,000 reports.',
    next: 'Send one report a line (application/x-ndjson): a stream may be as long as you like.',
  },
  'feed.not-json': {
    kind: 'invalid',
    says: 'This line is not JSON in UTF-8.',
    next: 'Send one JSON object a line, each in UTF-8 and without line breaks inside.',
  },
  'feed.line-too-long': {
    kind: 'too-large',
    says: 'A line is longer than 256 KiB.',
    next: 'Send a shorter report; what is long belongs behind a link.',
  },
  'feed.cut-short': {
    kind: 'invalid',
    says: 'The stream of lines ended before its request did.',
    next: 'Send it again, with the same Idempotency-Key where the first had one: each line is then recorded once.',
  },
  'feed.key-reused': {
    kind: 'conflict',
    says: 'This Idempotency-Key was used before, with another body.',
    next: 'Use a new key for a new body; send the same body again to learn what became of it.',
  },
  'feed.idempotency-key': {
    kind: 'invalid',
    says: 'The Idempotency-Key is longer than 255 characters.',
    next: 'Use a shorter one, such as a UUID.',
  },
  'feed.last-event-id': {
    kind: 'invalid',
    says: 'A stream cannot be gone on with from a bare position: after a restore it would mean other changes.',
    next: 'Send the id of the last event heard, or `follow` of a page; both are <epoch>-<position>.',
  },
  'feed.too-many-streams': {
    kind: 'busy',
    says: 'This organisation has as many streams open as one may have.',
    next: 'Close some, or share one stream among the pages of a browser.',
  },
  'feed.unknown-change': {
    kind: 'missing',
    says: 'There is no change with this id.',
    next: 'Look it up in the list of changes.',
  },
});
