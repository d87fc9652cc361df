import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'calls.behind': {
    kind: 'busy',
    says: 'More calls wait to be written than are kept in memory, or they have waited too long: the database is slow.',
    next: 'Send the spans again after the time that Retry-After says; exporters do so by themselves.',
  },
  'calls.crowded': {
    kind: 'busy',
    says: 'More bytes of spans are on their way at once than are held in memory.',
    next: 'Send the spans again after the time that Retry-After says, in smaller batches or over fewer connections.',
  },
  'calls.not-otlp': {
    kind: 'invalid',
    says: 'The body is not an ExportTraceServiceRequest of OpenTelemetry.',
    next: 'Set the exporter to http/protobuf or http/json; Content-Type must name the encoding that the body has.',
  },
  'calls.range': {
    kind: 'invalid',
    says: 'The times asked for cannot be answered.',
    next: 'Ask for a "from" before "to", and for a "step" that divides the time between into at most 1,500 parts.',
  },
  'calls.service': {
    kind: 'invalid',
    says: 'This is neither a reference nor a name.',
    next: 'Write service:default/pricing, or just pricing.',
  },
});
