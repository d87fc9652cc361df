import fc from 'fast-check';
import { dump } from 'js-yaml';
import { expect, test } from 'vitest';
import { readDescriptors } from './read-descriptors.ts';

const where = { path: 'services/pricing/catalog-info.yaml', origin: 'github.com/acme/shop' };

const component = (name: string, more = ''): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
${more}spec:
  type: service
  lifecycle: production
  owner: payments
`;

test('a file of entities is read, and each is told with its line', () => {
  const { documents } = readDescriptors(
    `# ours\n---\n${component('Pricing')}---\n${component('cart')}`,
    where,
  );
  expect(documents.map((each) => [each.is, each.document, each.line])).toEqual([
    ['read', 1, 3],
    ['read', 2, 12],
  ]);
  expect(documents[0]).toMatchObject({
    descriptions: [
      {
        entity: 'service:default/pricing',
        name: 'Pricing',
        by: 'backstage',
        place: where.path,
        line: 3,
        says: { type: 'service', lifecycle: 'production', owners: ['team:default/payments'] },
      },
    ],
    warnings: [],
  });
});

test('a broken document among twenty is refused with its line, and nineteen are kept', () => {
  const all = Array.from({ length: 20 }, (_, n) => component(n === 7 ? 'a b' : `s-${n}`));
  all[11] = all[11]?.replace('owner: payments', 'owner: "payments') ?? '';
  const { documents } = readDescriptors(all.join('---\n'), where);
  expect(documents.filter((each) => each.is === 'read')).toHaveLength(18);
  expect(documents[7]).toMatchObject({
    is: 'refused',
    line: 64,
    fault: { code: 'name', line: 67, column: 3, says: expect.stringContaining('"a b"') },
  });
  expect(documents[11]).toMatchObject({ is: 'refused', fault: { code: 'yaml' } });
});

test('the second to describe an entity is refused with the line of the first, whatever the case of its name', () => {
  const { documents } = readDescriptors(`${component('Pricing')}---\n${component('pricing')}`, where);
  expect(documents.map((each) => each.is)).toEqual(['read', 'refused']);
  expect(documents[1]).toMatchObject({
    fault: { code: 'duplicate', line: 10, says: expect.stringContaining('line 1 ') },
  });
});

test('what is neither format is refused, with what is accepted', () => {
  const refusal = (text: string, path = 'x.yaml') => readDescriptors(text, { ...where, path }).documents[0];
  expect(refusal('hello: world\n')).toMatchObject({
    is: 'refused',
    fault: { code: 'kind', line: 1, next: expect.stringMatching(/effx\/v1.*backstage\.io/) },
  });
  expect(refusal('just words')).toMatchObject({ fault: { code: 'kind' } });
  expect(refusal('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n')).toMatchObject({
    fault: { says: expect.stringContaining('Kubernetes') },
  });
  expect(refusal('just words', 'catalog-info.yaml')).toMatchObject({ fault: { code: 'schema' } });
});

test('own kinds are kept under their own name, by the version, the file or the company they keep', () => {
  const own = 'apiVersion: acme.net/v1\nkind: Runbook\nmetadata: {name: r}\nspec: {steps: [a]}\n';
  for (const [text, path] of [
    [own, 'catalog-info.yaml'],
    [`${component('a')}---\n${own}`, 'all.yaml'],
    [own.replace('acme.net', 'scaffolder.backstage.io'), 'x.yaml'],
  ] as const) {
    const last = readDescriptors(text, { ...where, path }).documents.at(-1);
    expect(last).toMatchObject({
      descriptions: [{ entity: 'runbook:default/r', says: { rest: { 'spec.steps': ['a'] } } }],
    });
  }
});

test('the definition of an API is read, by its name or by how it begins', () => {
  const openapi = '# ours\nopenapi: 3.1.0\ninfo: {title: Prices, version: "1"}\npaths: {}\n';
  for (const [text, path] of [
    [openapi, 'api.yaml'],
    ['{"openapi": "3.1.0", "info": {"title": "Prices", "version": "1"}}', 'body.yaml'],
  ] as const)
    expect(readDescriptors(text, { ...where, path }).documents).toMatchObject([
      { is: 'read', descriptions: [{ entity: 'api:default/prices', by: 'definition' }] },
    ]);
  expect(readDescriptors('type Query { a: ', { ...where, path: 'a.graphql' }).documents).toMatchObject([
    { is: 'refused', line: 1 },
  ]);
});

test('a file too large is refused whole, and says so', () => {
  expect(readDescriptors('x'.repeat(10_000_001), where).documents).toMatchObject([
    { is: 'refused', document: 1, line: 1, fault: { code: 'too-large' } },
  ]);
});

const names =
  'apiVersion kind metadata spec version name namespace title labels annotations tags links url label type owner system dependsOn children members profile definition contact chat email linkGroups dependencies manual nightjar.dev/tier nightjar.dev/link.x github.com/project-slug backstage.io/source-location effx.io/owned-by constructor toString';
const words = [
  'backstage.io/v1alpha1',
  'effx/v1',
  'Component',
  'Group',
  'service',
  'team',
  'a',
  'a b',
  'toString',
  '',
  '%',
  'https://a.b/tree/main/%E0%A4%A',
  'é',
  '$text',
];

test('whatever the fields hold, reading answers', () => {
  const word = fc.constantFrom<unknown>(...words, 1, null, true);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      word,
      tie('map'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
    map: fc.dictionary(fc.constantFrom(...names.split(' ')), tie('value'), { maxKeys: 6 }),
  }));
  const known = fc.constantFrom(
    { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'a' } },
    { apiVersion: 'a/v1', kind: 'Own', metadata: { name: 'a', annotations: { 'nightjar.dev/tier': '1' } } },
    { version: 'effx/v1', kind: 'team', spec: { name: 'a' } },
  );
  fc.assert(
    fc.property(known, value, value, (base, metadata, spec) => {
      const merged = (one: unknown, other: unknown): unknown =>
        typeof one === 'object' && one !== null && typeof other === 'object' && other !== null
          ? { ...one, ...other }
          : (other ?? one);
      const { metadata: meta, spec: inner } = base as { metadata?: unknown; spec?: unknown };
      const document = { ...base, metadata: merged(metadata, meta), spec: merged(spec, inner) };
      expect(readDescriptors(dump(document), where).documents).toHaveLength(1);
    }),
    { numRuns: 2000 },
  );
});
