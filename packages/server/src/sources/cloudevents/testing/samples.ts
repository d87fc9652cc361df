const cdEvents = [
  'service.deployed',
  'pipelinerun.finished',
  'incident.detected',
  'change.merged',
  'ticket.created',
];

/** A plain event, and CDEvents of several kinds. */
export const cloudEventSamples: readonly { readonly event: string; readonly body: unknown }[] = [
  { specversion: '1.0', id: 'e-1', source: '/s', type: 'com.example.it', data: { service: 'a' } },
  ...cdEvents.map((type) => ({
    specversion: '1.0',
    id: 'e-2',
    source: '/ci',
    type: `dev.cdevents.${type}.0.3.0`,
    data: {
      context: {
        id: 'e-2',
        source: '/ci',
        type: `dev.cdevents.${type}.0.3.0`,
        timestamp: '2026-02-28T12:00:00Z',
      },
      subject: {
        id: 'it',
        content: { environment: { id: 'prod' }, artifactId: 'pkg:oci/it@1', outcome: 'failure' },
      },
    },
  })),
].map((body) => ({ event: 'event', body }));
