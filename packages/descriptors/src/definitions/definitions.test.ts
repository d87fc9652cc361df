import { expect, test } from 'vitest';
import { readDefinition } from './read-definition.ts';

const read = (path: string, text: string) =>
  readDefinition(
    { path, text },
    { origin: 'github.com/acme/shop', repository: 'https://github.com/acme/shop' },
  );

const openapi = `openapi: 3.1.0
info:
  title: Pricing API
  version: 1.4.0
  description: What things cost.
  contact: {name: Payments, email: pay@acme.dev}
servers:
  - {url: https://api.acme.dev/pricing, description: production}
  - {url: https://me:hunter2@api.acme.dev/}
  - {url: "https://{region}.acme.dev/"}
paths: {}
`;

test('an OpenAPI definition is an API with its version, servers and text', () => {
  expect(read('services/pricing/openapi.yaml', openapi)).toEqual({
    faults: [],
    warnings: [],
    descriptions: [
      {
        entity: 'api:default/pricing-api',
        name: 'Pricing-API',
        by: 'definition',
        place: 'services/pricing/openapi.yaml',
        line: 1,
        says: {
          title: 'Pricing API',
          type: 'openapi',
          description: 'What things cost.',
          versions: { '': '1.4.0' },
          contacts: { email: { label: 'Payments', url: 'mailto:pay@acme.dev' } },
          links: [{ group: 'servers', label: 'production', url: 'https://api.acme.dev/pricing' }],
          repository: { url: 'https://github.com/acme/shop', path: 'services/pricing' },
          definition: openapi,
        },
      },
    ],
  });
});

test.each([
  [
    'OpenAPI 2',
    'swagger.json',
    '{"swagger":"2.0","info":{"title":"A","version":"1"},"host":"a.dev","basePath":"/v1"}',
    'https://a.dev/v1',
  ],
  [
    'AsyncAPI 2',
    'asyncapi.yml',
    'asyncapi: 2.6.0\ninfo: {title: A, version: 1}\nservers: {prod: {url: a.dev, protocol: https}}',
    'https://a.dev/',
  ],
  [
    'AsyncAPI 3',
    'asyncapi.yml',
    'asyncapi: 3.0.0\ninfo: {title: A, version: 1}\nservers: {prod: {host: a.dev, protocol: https}}',
    'https://a.dev/',
  ],
])('%s says where it is served', (_, path, text, url) => {
  expect(read(path, text)?.descriptions[0]?.says.links).toEqual([expect.objectContaining({ url })]);
});

test('a GraphQL schema is an API called after where it lies', () => {
  const text = '"""What things cost."""\ntype Query { price(of: ID!): Float }\n';
  expect(read('services/pricing/src/schema.graphql', text)?.descriptions[0]).toMatchObject({
    entity: 'api:default/pricing-graphql',
    says: { type: 'graphql', description: 'What things cost.' },
  });
});

test('each service of a protobuf file is an API', () => {
  const text =
    'syntax = "proto3";\npackage acme.v1;\n// What things cost.\nservice Pricing {\n  rpc Price (Q) returns (A);\n}\nmessage Q {}\nmessage A {}\n';
  expect(read('proto/pricing.proto', text)?.descriptions).toMatchObject([
    {
      entity: 'api:default/acme.v1.pricing',
      name: 'acme.v1.Pricing',
      line: 4,
      says: { type: 'grpc', description: 'What things cost.', rest: { methods: ['Price'] } },
    },
  ]);
});

test.each([
  ['a query of a client', 'query.graphql', 'query { price(of: 1) }'],
  ['messages alone', 'a.proto', 'syntax = "proto3";\nmessage A {}'],
  ['settings of a generator', 'openapi-generator.yaml', 'generators: {}'],
])('%s are nobody’s API', (_, path, text) => {
  expect(read(path, text)).toBeNull();
});

test.each([
  ['openapi.yaml', 'openapi: 3.0.0\ninfo:\n  version: 1', 2],
  ['openapi.yaml', 'openapi: 3.0.0\ninfo: [', 2],
  ['openapi.json', '{\n  "openapi": "3.0.0",\n  "info": }', 3],
  ['openapi.yaml', 'info: {title: A}\nopenapi: 9.0.0', 2],
  ['a.graphql', 'type Query {\n  a: \n}', 3],
  ['a.proto', 'syntax = "proto3";\nservice A {\n  rpc Price Q;\n}', 3],
  ['a.proto', 'syntax = "proto3";\nservice A {\n', 3],
])('%s that is broken is refused with its line', (path, text, line) => {
  expect(read(path, text)).toMatchObject({ descriptions: [], faults: [{ place: path, line }] });
});

test.each([
  ['openapi.yaml', openapi],
  ['schema.graphql', 'type Query { a: Int }'],
  ['a.proto', 'syntax = "proto3";\nservice A { rpc B (C) returns (C); }\nmessage C {}\n'],
])('%s is described without its text where that is long, and it is told', (path, text) => {
  const comment = path === 'a.proto' ? '//' : '#';
  const long = `${text}${`${comment} ${'x'.repeat(98)}\n`.repeat(2000)}`;
  const { descriptions, faults, warnings } = read(path, `${long}\n`) ?? {};
  expect(faults).toEqual([]);
  expect(descriptions).toHaveLength(1);
  expect(descriptions?.[0]?.says.definition).toBeUndefined();
  expect(warnings).toMatchObject([
    { code: 'too-large', place: path, says: expect.stringContaining('200 kB') },
  ]);
});
