import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributesOf } from '../attributes.ts';
import { type Relation, relationTypes, type Says } from '../description.ts';
import { readDescriptors } from '../read-descriptors.ts';
import { refOf } from '../ref.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { annotate, type FormName } from './annotate.ts';
import { entityOfAnnotations, saysOfAnnotations } from './says-of-annotations.ts';

const forms: readonly FormName[] = ['backstage', 'effx', 'kubernetes'];

/** Reads the text as whoever it was written for would. */
const read = (form: FormName, text: string): { ref: string | undefined; says: Says; refused?: unknown } => {
  if (form === 'kubernetes') {
    const stream = readYaml(text, 'deploy.yaml');
    const document = stream.is === 'read' ? stream.documents[0] : undefined;
    const value = document?.is === 'parsed' ? document.value : undefined;
    const { annotations } = (value as { metadata: { annotations: Record<string, string> } }).metadata;
    return { ref: entityOfAnnotations(annotations), says: saysOfAnnotations(annotations) };
  }
  const path = form === 'effx' ? 'effx.yaml' : 'catalog-info.yaml';
  const document = readDescriptors(text, { path, origin: 'o' }).documents[0];
  if (document?.is !== 'read') return { ref: undefined, says: {}, refused: document };
  return { ref: document.descriptions[0]?.entity, says: document.descriptions[0]?.says ?? {} };
};

/** Attributes by name; of a relation only that it is there. */
const facts = (says: Says): Map<string, unknown> =>
  new Map(attributesOf(says).map(({ name, value }) => [name, name.startsWith('relation.') ? true : value]));

const pricing: Says = {
  title: 'Pricing',
  description: 'Prices things,\nall of them.',
  type: 'service',
  tier: 0,
  lifecycle: 'production',
  language: 'go',
  runtime: 'go 1.26',
  repository: { url: 'https://github.com/acme/shop', path: 'services/pricing' },
  owners: ['team:default/payments', 'person:default/jane'],
  contacts: {
    onCall: { label: 'Pricing on call', url: 'https://acme.pagerduty.com/1' },
    chat: { label: '#pricing', url: null },
    email: { label: 'pricing@acme.com', url: 'mailto:pricing@acme.com' },
  },
  links: [
    { group: 'dashboards', label: 'Latency', url: 'https://g.example/1' },
    { group: 'runbooks', label: 'https://r.example/1', url: 'https://r.example/1' },
    { group: 'links', label: 'wiki', url: 'https://w.example/1' },
    { group: 'Cost reports', label: 'Grafana', url: 'https://c.example/1' },
  ],
  tags: { java: '', 'acme.com/cost': 'cc-1', note: 'two words', 'key with blanks': 'x' },
  aliases: ['price-svc', 'prices'],
  joins: { github: 'acme/shop', sentry: 'pricing' },
  annotations: { 'github.com/project-slug': 'acme/shop', 'acme.com/whatever': 'kept' },
  relations: [
    { type: 'partOf', to: 'system:default/checkout' },
    { type: 'dependsOn', to: 'resource:default/db' },
    { type: 'dependsOn', to: 'service:other/cart', confidence: 0.5, why: 'env CART_ADDR' },
    { type: 'calls', to: 'service:default/rates' },
    { type: 'providesApi', to: 'api:default/prices' },
    { type: 'dependsOn', to: 'service:default/web', inverse: true },
    { type: 'runsIn', to: 'environment:default/prod' },
  ],
};

const lostOf = (form: FormName, says: Says, ref = 'service:default/pricing', name = 'Pricing') =>
  annotate(form, { ref, name, says }).lost;

test('what an ordinary service is known by survives every form', () => {
  expect(lostOf('backstage', pricing)).toEqual([]);
  expect(lostOf('effx', pricing)).toEqual([]);
  expect(lostOf('kubernetes', pricing)).toEqual([
    'annotation.github.com/project-slug',
    'annotation.acme.com/whatever',
  ]);
});

test('the text is what a person would have written', () => {
  const says: Says = {
    tier: 1,
    lifecycle: 'production',
    owners: ['team:default/payments'],
    links: [{ group: 'dashboards', label: 'Latency', url: 'https://g.example/1' }],
    relations: [{ type: 'dependsOn', to: 'service:default/cart' }],
  };
  const entity = { ref: 'service:default/pricing', name: 'pricing', says };
  expect(annotate('backstage', entity)).toEqual({
    place: 'catalog-info.yaml in its repository',
    lost: [],
    text: `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: pricing
  annotations:
    nightjar.dev/tier: '1'
  links:
    - url: https://g.example/1
      title: Latency
      type: dashboard
spec:
  type: unknown
  lifecycle: production
  owner: payments
  dependsOn:
    - component:cart
`,
  });
  expect(annotate('kubernetes', entity).text).toBe(`metadata:
  annotations:
    nightjar.dev/entity: pricing
    nightjar.dev/lifecycle: production
    nightjar.dev/tier: '1'
    nightjar.dev/owner: payments
    nightjar.dev/dashboard: Latency https://g.example/1
    nightjar.dev/depends-on: cart
`);
  expect(
    annotate('effx', {
      ...entity,
      says: { ...says, repository: { url: 'https://github.com/acme/shop', path: 'p' } },
    }),
  ).toMatchObject({
    place: 'effx.yaml in github.com/acme/shop, folder p',
    text: expect.stringContaining(
      "effx.io/owned-by: payments\n    nightjar.dev/repository: https://github.com/acme/shop\n    nightjar.dev/repository-path: p\n    nightjar.dev/lifecycle: production\n    nightjar.dev/tier: '1'",
    ),
  });
});

test('what no form can say is named', () => {
  expect(lostOf('backstage', { versions: { prod: '1.2.3' }, aliases: ['a, b'] })).toEqual([
    'version.prod',
    'alias.a, b',
  ]);
  expect(lostOf('kubernetes', { definition: 'openapi: 3.1.0', rest: { 'spec.x': 1 } })).toEqual([
    'definition',
    'rest.spec.x',
  ]);
  expect(lostOf('effx', { tier: 1 }, 'resource:default/db')).toEqual(['kind', 'tier']);
  expect(lostOf('backstage', { tier: 1 }, refOf('service', '価格'), '価格')).toEqual(['name', 'tier']);
  expect(lostOf('effx', { tier: 1 }, refOf('service', '価格'), '価格')).toEqual([]);
});

test('a line break in a value cannot say another fact', () => {
  const tags = { 'two words': 'x\nevil=1', fine: 'a\nb' };
  const { text, lost } = annotate('kubernetes', { ref: 'service:default/a', name: 'a', says: { tags } });
  expect(lost).toEqual(['tag.two words']);
  expect(read('kubernetes', text).says).toEqual({ tags: { fine: 'a\nb' } });
});

test('what Backstage said and has no field with us is written back where it stood', () => {
  const text = `apiVersion: backstage.io/v1beta1
kind: API
metadata: {name: prices, uid: u1}
spec: {type: openapi, lifecycle: production, owner: a, definition: {$text: ./openapi.yaml}, extra: [1]}
---
apiVersion: acme.net/v1
kind: RunBook
metadata: {name: r}
spec: {steps: [a], owner: jane doe}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: jane, title: J.}
spec: {memberOf: [a], profile: {displayName: Jane, email: j@a.b, picture: https://a.b/j}}
`;
  for (const document of readDescriptors(text, { path: 'catalog-info.yaml', origin: 'o' }).documents) {
    const description = document.is === 'read' ? document.descriptions[0] : undefined;
    if (description === undefined) throw new Error(JSON.stringify(document));
    const again = annotate('backstage', { ...description, ref: description.entity });
    expect(again.lost).toEqual([]);
    expect(read('backstage', again.text)).toEqual({ ref: description.entity, says: description.says });
  }
});

const word = fc.constantFrom(
  'pricing',
  'cart',
  'Payments',
  'a-b',
  'x.y',
  'team 1',
  'Größe',
  '#c',
  '1',
  'true',
  'yes',
  'null',
  '2026-01-01',
);
/** As PostgreSQL can store it. */
const stored = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'));
const wild = fc.oneof(
  word,
  stored,
  fc.constantFrom(
    'a: b',
    'a\nb',
    '- a',
    "it's",
    '"',
    ' a ',
    'a,b',
    'x=y',
    '$text',
    'unknown',
    '---',
    '\u0085',
  ),
);
const url = fc.constantFrom(
  'https://a.b/1',
  'https://a.b/2?c=d#e',
  'mailto:a@b.c',
  'not an address',
  'https://a.b/ c',
  'javascript:1',
);
const ref = fc
  .tuple(
    fc.constantFrom(
      'service',
      'team',
      'person',
      'api',
      'resource',
      'system',
      'domain',
      'environment',
      'runbook',
      'airesource',
    ),
    fc.constantFrom('default', 'shop'),
    fc.constantFrom('a', 'b-c', 'é', 'd'),
  )
  .map(([kind, namespace, name]) => refOf(kind, name, namespace));
const contact = fc.record({ label: wild, url: fc.option(url) });
const says: fc.Arbitrary<Says> = fc.record(
  {
    title: wild,
    description: wild,
    type: wild,
    tier: fc.constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3),
    lifecycle: wild,
    language: wild,
    runtime: wild,
    deployment: wild,
    repository: fc.record({ url, path: wild }, { requiredKeys: ['url'] }),
    owners: fc.uniqueArray(ref, { minLength: 1, maxLength: 3 }),
    contacts: fc.record(
      { onCall: contact, chat: contact, email: contact, issues: contact },
      { requiredKeys: [] },
    ),
    links: fc.uniqueArray(
      fc.record({
        group: fc.oneof(fc.constantFrom('dashboards', 'runbooks', 'docs', 'links'), wild),
        label: wild,
        url,
      }),
      { selector: (link) => link.url, maxLength: 3 },
    ),
    tags: fc.dictionary(wild, wild, { maxKeys: 4 }),
    aliases: fc.uniqueArray(wild, { selector: (alias) => alias.toLowerCase(), maxLength: 3 }),
    joins: fc.dictionary(wild, wild, { maxKeys: 3 }),
    annotations: fc.dictionary(
      fc.oneof(wild, fc.constantFrom('effx.io/owned-by', 'github.com/project-slug', 'a.b/c')),
      wild,
      { maxKeys: 3 },
    ),
    relations: fc.uniqueArray(
      fc.record<Relation>(
        {
          type: fc.constantFrom(...relationTypes),
          to: ref,
          inverse: fc.constant(true as const),
          confidence: fc.constant(0.5),
        },
        { requiredKeys: ['type', 'to'] },
      ),
      { selector: (each) => `${each.inverse}${each.type}${each.to}`, maxLength: 6 },
    ),
    definition: wild,
    rest: fc.dictionary(
      fc.oneof(
        wild,
        fc.constantFrom(
          'spec.extra',
          'metadata.note',
          'spec.owner',
          'spec.name',
          'spec.contact',
          'spec.profile',
          'relations',
          'kind',
          'apiVersion',
        ),
      ),
      fc.oneof(wild, fc.constant([1])),
      { maxKeys: 3 },
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Says>;

test('whatever is said, each form reads back as the same facts, except those it names as lost', () => {
  fc.assert(
    fc.property(fc.constantFrom(...forms), ref, fc.option(wild), says, (form, entity, name, said) => {
      const { text, lost } = annotate(form, {
        ref: entity,
        name: name ?? entity.slice(entity.indexOf('/') + 1),
        says: said,
      });
      if (text === '') return;
      const again = read(form, text);
      expect(again.refused).toBeUndefined();
      if (!lost.includes('name')) expect(again.ref).toBe(entity);
      const now = facts(again.says);
      // Nothing is made up: of the other forms some annotations say more than themselves.
      if (form === 'kubernetes')
        expect([...now.keys()].filter((attribute) => !facts(said).has(attribute))).toEqual([]);
      for (const [attribute, value] of facts(said))
        if (!lost.includes(attribute)) expect([attribute, now.get(attribute)]).toEqual([attribute, value]);
    }),
    { numRuns: 1000 },
  );
});
