export type Way = { readonly name: string; readonly says: string; readonly lines: string };

/** How an empty catalog fills, for this origin, to be pasted in the folder Nightjar was started in: npm runs it there. */
export const waysToFill = (origin: string): readonly Way[] => {
  const nightjar = `NIGHTJAR_URL=${origin} npm run -s nightjar --`;
  return [
    {
      name: 'From manifests and compose files',
      says: 'Reads Kubernetes manifests, compose files and definitions of APIs below a folder. No YAML is to be written.',
      lines: `${nightjar} catalog discover ~/work/shop`,
    },
    {
      name: 'From descriptors you have',
      says: 'catalog-info.yaml, effx.yaml, CODEOWNERS and definitions of APIs are read as they are.',
      lines: `${nightjar} catalog apply ~/work/shop`,
    },
    {
      name: 'From traces',
      says: 'Point any OpenTelemetry SDK or collector here: services and who calls whom draw themselves.',
      lines: [
        `export OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=${origin}/v1/traces`,
        'export OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf',
        `export OTEL_EXPORTER_OTLP_TRACES_HEADERS="Authorization=Bearer%20$(${nightjar} token create traces --right ingest)"`,
      ].join('\n'),
    },
  ];
};
