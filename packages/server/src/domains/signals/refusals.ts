import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'signals.behind': {
    kind: 'busy',
    says: 'More measurements wait to be written than are kept in memory, or they have waited too long: the database is slow.',
    next: 'Send the points again after the time that Retry-After says; Prometheus does so by itself.',
  },
  'signals.crowded': {
    kind: 'busy',
    says: 'More bytes of measurements are on their way at once than are held in memory.',
    next: 'Send the points again after the time that Retry-After says, in smaller batches or over fewer connections.',
  },
  'signals.not-remote-write': {
    kind: 'invalid',
    says: 'The body is no WriteRequest of Prometheus remote write 1.0.',
    next: 'Send protobuf in a snappy block, as `remote_write` does with `protobuf_message: prometheus.WriteRequest`.',
  },
  'signals.remote-write-version': {
    kind: 'unsupported',
    says: 'Only version 1 of Prometheus remote write is understood.',
    next: 'Set `protobuf_message: prometheus.WriteRequest` in `remote_write`.',
  },
  'signals.left-out': {
    kind: 'invalid',
    says: 'Some of the points were left out; the others were taken.',
    next: 'Do not send them again: late ones belong to slots that are closed, early ones to a clock that is ahead.',
  },
  'signals.point': {
    kind: 'invalid',
    says: 'A point is neither a moment nor a number.',
    next: 'Write [1772333470000, 12.5], or ["2026-03-01T02:51:10Z", 12.5].',
  },
  'signals.range': {
    kind: 'invalid',
    says: 'The times asked for cannot be answered.',
    next: 'Ask for a "from" before "to", and for segments from where one begins: `from` in the answer of another, or a multiple of 360 slots since 1970.',
  },
  'signals.unknown': {
    kind: 'missing',
    says: 'There is no such series.',
    next: 'List them: GET /api/v1/signals/series?service=NAME.',
  },
  'signals.forgotten': {
    kind: 'missing',
    says: 'What was measured then is kept no longer in this resolution.',
    next: 'Ask for a coarser resolution; NIGHTJAR_SIGNAL_RETENTION says how long each is kept.',
  },
});
