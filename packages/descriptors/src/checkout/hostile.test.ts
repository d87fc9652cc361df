import fc from 'fast-check';
import { expect, test } from 'vitest';
import { variablesOfFile } from '../compose/variables.ts';
import { hostsIn } from '../evidence/hosts.ts';
import { describeCluster } from '../kubernetes/describe.ts';
import { repositoryOf } from '../repository.ts';
import { slugOf } from '../slug.ts';
import { targetMatcher } from './asks.ts';
import { readCheckout } from './read-checkout.ts';

const kinds = ['Deployment', 'CronJob', 'Service', 'Ingress', 'NetworkPolicy', 'ConfigMap', 'List'];
const versions = ['apps/v1', 'batch/v1', 'v1', 'networking.k8s.io/v1'];
const known = [
  'spec',
  'template',
  'metadata',
  'labels',
  'containers',
  'env',
  'envFrom',
  'name',
  'value',
  'rules',
].concat([
  'ingress',
  'from',
  'podSelector',
  'matchLabels',
  'selector',
  'ports',
  'data',
  'items',
  'volumes',
  'configMap',
]);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom('a', 'http://a', '$(a)', '', 1, true, null),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...known), tie('tree'), { maxKeys: 5 }),
  ),
}));
const object = fc.record({
  kind: fc.constantFrom(...kinds),
  apiVersion: fc.constantFrom(...versions),
  metadata: fc.oneof(fc.constant({ name: 'a' }), tree),
  spec: tree,
  data: tree,
  items: tree,
});

test('objects of any shape are described, or not, and never break it', () => {
  fc.assert(
    fc.property(fc.array(object, { maxLength: 6 }), (objects) => {
      expect(Array.isArray(describeCluster(objects, { cluster: '' }))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const paths = [
  'compose.yaml',
  'catalog-info.yaml',
  'k8s/a.yaml',
  'openapi.yaml',
  'openapi.json',
  'a.proto',
  'a.graphql',
].concat(['CODEOWNERS', '.env', 'effx.yaml', 'services/a/go.mod']);
const begins = [
  'services:\n  a: ',
  'apiVersion: v1\nkind: ',
  'openapi: 3.0.0\ninfo: ',
  'message A {',
  'type Query {',
  '* @',
  '{"a":',
  '',
];

test('files of any text are read, or told of, and never break it', () => {
  const file = fc.record({
    path: fc.constantFrom(...paths),
    text: fc.tuple(fc.constantFrom(...begins), fc.string({ unit: 'binary' })).map((parts) => parts.join('')),
  });
  fc.assert(
    fc.property(fc.array(file, { maxLength: 4 }), (files) => {
      for (const { line, column, says } of readCheckout(files, { origin: 'x' }).faults)
        expect(line > 0 && column > 0 && says !== '').toBe(true);
    }),
    { numRuns: 300 },
  );
});

test.each([['a'], ['a.'], ['://a,'], ['a:1'], ['${a:-'], ['host=a,']])(
  'a long text of %j costs no more than its length',
  (part) => {
    const began = performance.now();
    hostsIn(part.repeat(20_000 / part.length));
    expect(performance.now() - began).toBeLessThan(1000);
  },
);

const long = 200_000;
/** By hand these take 5 to 300 ms; what is n² takes minutes, in the best of its rounds too. */
const isQuick = (work: () => unknown): void => {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3 && best >= 2000; round += 1) {
    const began = performance.now();
    work();
    best = Math.min(best, performance.now() - began);
  }
  expect(best).toBeLessThan(2000);
};

test.each([
  ['CODEOWNERS', '', ' #', '\u2028x'],
  ['CODEOWNERS', '* a@', '.', '@'],
  ['CODEOWNERS', '* ', 'a*', 'b @a'],
  ['.gitlab/CODEOWNERS', '[a]', ' ', 'x\u2028y'],
  ['CODEOWNERS', '', '[\n', ''],
  ['a.proto', 'syntax = "proto3";\n', 'a', ''],
  ['a.proto', 'message A {\n', '=', ''],
  ['a.graphql', 'type Query {a: ', '[', ''],
])('%s that begins with %j and goes on with %j costs no more than its length', (path, begin, part, end) => {
  const text = begin + part.repeat(long / part.length) + end;
  const all = [
    { path, text },
    { path: 'services/a/go.mod', text: '' },
  ];
  isQuick(() => {
    for (const { line, says } of readCheckout(all, { origin: 'x' }).faults)
      expect([line > 0, says]).not.toEqual([true, '']);
  });
});

test('names, addresses and variables of any length cost no more than it', () => {
  isQuick(() => slugOf(`a${'-'.repeat(long)}b`));
  isQuick(() => repositoryOf(`https://a.dev/a${'/'.repeat(long)}b`));
  isQuick(() => variablesOfFile(`A=${' '.repeat(long)}x\u2028y`));
  isQuick(() => variablesOfFile(`A='${"'#".repeat(long)}\u2028y`));
  isQuick(() => variablesOfFile(`A=a${' #'.repeat(long)}\u2028y`));
  isQuick(() => variablesOfFile(Array.from({ length: 20_000 }, (_, nth) => `A${nth}=1`).join('\n')));
  isQuick(() => targetMatcher(`a/*a*a*a*a*b`)(`a/${'a'.repeat(3000)}`));
});
