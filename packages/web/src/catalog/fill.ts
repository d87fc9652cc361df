export type Way = { readonly name: string; readonly says: string; readonly lines: string };

/** How an empty catalog fills, for this origin, to be pasted in the folder Nightjar was started in. */
export const waysToFill = (origin: string): readonly Way[] => [
  {
    name: 'From manifests and compose files',
    says: 'Reads Kubernetes manifests, compose files, descriptors and CODEOWNERS below a folder. No YAML of ours is needed.',
    lines: `NIGHTJAR_URL=${origin} npm run nightjar -- catalog discover .`,
  },
  {
    name: 'From descriptors you have',
    says: 'catalog-info.yaml and effx.yaml are read as they are.',
    lines: [
      `curl "${origin}/api/v1/catalog/descriptors?path=catalog-info.yaml" \\`,
      '  -H "Authorization: Bearer $(cat .nightjar/token)" \\',
      "  -H 'Content-Type: application/yaml' --data-binary @catalog-info.yaml",
    ].join('\n'),
  },
  {
    name: 'From traces',
    says: 'Point any OpenTelemetry SDK or collector here: services and who calls whom draw themselves.',
    lines: [
      `export OTEL_EXPORTER_OTLP_ENDPOINT=${origin}`,
      'export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf',
      'export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20$(cat .nightjar/token)"',
    ].join('\n'),
  },
];
