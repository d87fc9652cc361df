import { expect, test } from 'vitest';
import type { File } from '../description.ts';
import { type CheckoutOptions, readCheckout } from './read-checkout.ts';
import { wanted, wantedAtHand } from './wanted.ts';

const about = { origin: 'github.com/acme/shop', repository: 'https://github.com/acme/shop' };
const read = (files: Record<string, string>, more: Partial<CheckoutOptions> = {}) =>
  readCheckout(
    Object.entries(files).map(([path, text]): File => ({ path, text })),
    { ...about, ...more },
  );

const component = (name: string, more = '') =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: ${name}}\nspec: {type: service, lifecycle: production, owner: payments${more}}\n`;

test('a checkout shows what is declared, what its folders hold, who owns it and who works on it', () => {
  const commit = (email: string, path: string) => ({ name: 'Joey', email, paths: [path] });
  const { descriptions, faults, skipped } = read(
    {
      'services/pricing/catalog-info.yaml': component('pricing-service'),
      'services/pricing/go.mod': 'module x',
      'services/pricing/api/openapi.yaml': 'openapi: 3.0.0\ninfo: {title: Pricing, version: 1.0.0}',
      'services/cart/package.json': '{}',
      'services/cart/tsconfig.json': '{}',
      '.github/CODEOWNERS':
        '/services/ @acme/shop\n/services/pricing/ @acme/payments @joey\n*.json @acme/tools\n',
    },
    {
      committers: [
        ...[1, 2, 3].map(() => commit('7+joey@users.noreply.github.com', 'services/cart/a.ts')),
        commit('ann@acme.dev', 'services/cart/b.ts'),
        commit('49699333+dependabot[bot]@users.noreply.github.com', 'services/cart/package.json'),
      ],
    },
  );
  expect([faults, skipped]).toEqual([[], []]);
  const short = descriptions.map(({ entity, by, place, confidence, says }) => [
    entity,
    by,
    place,
    confidence ?? 1,
    says,
  ]);
  expect(short.slice(1)).toEqual([
    [
      'api:default/pricing',
      'definition',
      'services/pricing/api/openapi.yaml',
      1,
      expect.objectContaining({
        relations: [
          {
            type: 'providesApi',
            to: 'service:default/pricing-service',
            inverse: true,
            confidence: 0.7,
            why: 'its definition lies in services/pricing',
          },
        ],
      }),
    ],
    [
      'service:default/pricing-service',
      'repository',
      'services/pricing',
      1,
      expect.objectContaining({ language: 'go' }),
    ],
    [
      'service:default/cart',
      'repository',
      'services/cart',
      0.6,
      { language: 'typescript', repository: { url: about.repository, path: 'services/cart' } },
    ],
    [
      'service:default/pricing-service',
      'codeowners',
      '.github/CODEOWNERS',
      1,
      { owners: ['team:default/payments', 'person:default/joey'] },
    ],
    ['service:default/cart', 'codeowners', '.github/CODEOWNERS', 1, { owners: ['team:default/shop'] }],
    ['api:default/pricing', 'codeowners', '.github/CODEOWNERS', 1, expect.anything()],
    [
      'service:default/cart',
      'committers',
      'services/cart',
      0.6,
      { owners: ['person:default/joey', 'person:default/ann@acme.dev'] },
    ],
    ['person:default/joey', 'committers', '', 1, { title: 'Joey' }],
    ['person:default/ann@acme.dev', 'committers', '', 1, expect.objectContaining({ title: 'Joey' })],
  ]);
  expect(short[0]?.slice(0, 2)).toEqual(['service:default/pricing-service', 'backstage']);
});

test('a Location leads to other files, and what is not there is asked for', () => {
  const location = (targets: string) =>
    `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec: {targets: [${targets}]}\n`;
  const { descriptions, asksFor } = read({
    'catalog-info.yaml': location('./entities/*.yaml, ../out.yaml, "https://x.dev/c.yaml", ./gone.yaml'),
    'entities/a.yaml': component('a'),
    'entities/b.yaml': location('../catalog-info.yaml'),
  });
  expect(descriptions.map(({ name }) => name).sort()).toEqual(['a', 'a', 'all', 'all'].sort().slice(1));
  expect(asksFor.map(({ target }) => target)).toEqual(['../out.yaml', 'https://x.dev/c.yaml', './gone.yaml']);
});

test('what $text names is put in its place, each file’s own', () => {
  const api = (name: string) =>
    `apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: ${name}}\nspec:\n  type: openapi\n  lifecycle: production\n  owner: payments\n  definition: {$text: ./api.txt}\n`;
  const { descriptions, asksFor } = read({
    'a/catalog-info.yaml': api('a'),
    'a/api.txt': 'of a',
    'b/catalog-info.yaml': api('b'),
    'b/api.txt': 'of b',
    'c/catalog-info.yaml': api('c'),
  });
  expect(descriptions.map(({ says }) => says.definition)).toEqual(['of a', 'of b', undefined]);
  expect(asksFor).toEqual([{ is: 'text', from: 'c/catalog-info.yaml', target: './api.txt' }]);
});

test('a manifest in one file finds its service in another; a chart and a skeleton are templates', () => {
  const deployment = (name: string, env = '[]') =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec:\n  template:\n    metadata: {labels: {app: ${name}}}\n    spec: {containers: [{name: x, image: "${name}:1", env: ${env}}]}\n`;
  const { descriptions, skipped, faults } = read({
    'k8s/a.yaml': deployment('a', '[{name: B_URL, value: "http://b"}]'),
    'k8s/b.yaml': deployment('b'),
    'k8s/services.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: b}\nspec: {selector: {app: b}}\n',
    'chart/templates/d.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n',
    'test/fixtures/d.yaml': deployment('never'),
    'catalog-info.yaml': component('$' + '{{ values.name }}'),
  });
  expect(faults).toEqual([]);
  expect(descriptions.map(({ entity, says }) => [entity, says.relations?.[0]?.to])).toEqual([
    ['service:default/a', 'service:default/b'],
    ['service:default/b', undefined],
  ]);
  expect(skipped.map(({ path }) => path)).toEqual(['catalog-info.yaml', 'chart/templates/d.yaml']);
});

test('a folder with a stack is a stack, its layers in order', () => {
  const { descriptions } = read({
    'shop/compose.full.yaml': 'services:\n  web: {environment: {CART: "http://cart"}}\n',
    'shop/compose.yaml': 'services:\n  web: {image: "web:$V"}\n  cart: {image: cart}\n',
    'shop/.env': 'V=7',
    'shop/compose.override.yaml': 'services:\n  web: {environment: {CART: nothing}}\n',
  });
  const web = descriptions.find(({ name }) => name === 'web');
  expect(web?.says).toMatchObject({ versions: { '': '7' }, relations: [{ to: 'service:default/cart' }] });
});

test.each([
  ['services/a/catalog-info.yaml', true, true],
  ['a/team.effx.yml', true, true],
  ['docs/CODEOWNERS', true, true],
  ['deep/docs/CODEOWNERS', false, false],
  ['api/openapi.v2.json', true, true],
  ['proto/a.proto', true, true],
  ['docker-compose.prod.yml', true, true],
  ['deploy/prod/web.yaml', true, true],
  ['release.yaml', true, true],
  ['config/settings.yaml', false, true],
  ['node_modules/a/package.json', false, false],
  ['.github/workflows/ci.yaml', false, false],
  ['src/index.ts', false, false],
])('%s: fetched %s, read at hand %s', (path, fetched, atHand) => {
  expect([wanted(path), wantedAtHand(path)]).toEqual([fetched, atHand]);
});

test('CODEOWNERS says one word about an API whose descriptor names its definition', () => {
  const { descriptions } = read({
    'catalog-info.yaml':
      'apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: basket-api}\nspec: {type: openapi, lifecycle: production, owner: payments, definition: {$text: ./openapi.yaml}}\n',
    'openapi.yaml': 'openapi: 3.0.0\ninfo: {title: Basket API, version: 1.0.0}',
    CODEOWNERS: '* @acme/basket\n',
  });
  const owned = descriptions.filter(({ by }) => by === 'codeowners').map(({ entity }) => entity);
  expect(owned).toEqual(['api:default/basket-api']);
});

test('what is discovered goes into the namespace that is asked for, with every mention; what is declared stays', () => {
  const files = {
    'catalog-info.yaml': component('pricing'),
    'compose.yaml':
      'services:\n  pricing: {image: acme/pricing}\n  frontend: {image: acme/frontend, environment: {CART_ADDR: "cart:8080"}}\n  cart: {image: acme/cart}\n',
  };
  const { descriptions } = read(files, { namespace: 'Boutique' });
  const refs = new Set(descriptions.map(({ entity }) => entity));
  expect(refs).toEqual(
    new Set(['service:default/pricing', 'service:boutique/frontend', 'service:boutique/cart']),
  );
  const frontend = descriptions.find(({ entity }) => entity === 'service:boutique/frontend');
  expect(frontend?.says.relations).toMatchObject([{ to: 'service:boutique/cart' }]);
});
