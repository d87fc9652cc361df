import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact } from '../../change/redaction/redact.ts';
import type { Meant } from './events.ts';
import { ruleKey } from './locate.ts';
import { asker, atlasOf, service } from './testing/atlas.ts';

const shop = [
  service('pricing', { aliases: ['pricing-svc'], joins: { github: 'acme/pricing', argocd: 'pricing-prod' } }),
  service('checkout', {
    joins: { github: 'acme/shop', 'pagerduty-key': 'R0123456789ABCDEFGHIJKLMNOPQRSTU' },
    path: 'services/checkout',
  }),
  service('cart', { joins: { github: 'acme/shop' }, path: './services/cart/' }),
];

const rules = (...list: [string, Parameters<typeof ruleKey>[1], Meant][]) =>
  new Map(list.map(([source, match, meant]) => [ruleKey(source, match), meant]));

test('the id that the catalog knows tells the service, whatever the sender calls it', () => {
  const ask = asker(atlasOf(shop));
  expect(ask(['acme-pricing'], { github: 'Acme/Pricing' })).toEqual({
    services: ['pricing'],
    environment: null,
    located: {
      by: 'join',
      confidence: 0.95,
      said: ['acme-pricing'],
      hints: [{ join: 'github', value: 'Acme/Pricing' }],
    },
  });
});

test('a routing key is compared by its digest, so that neither fact nor atlas holds it', () => {
  const ask = asker(atlasOf(shop));
  const { value } = redact({ routing_key: 'R0123456789ABCDEFGHIJKLMNOPQRSTU' });
  const { routing_key: mark } = value as { routing_key: string };
  expect(ask(['somebody'], { 'pagerduty-key': mark }).services).toEqual(['checkout']);
  expect(ask(['somebody'], { 'pagerduty-key': mark.slice(-17, -1) }).services).toEqual(['checkout']);
});

test('of those that share a repository the one that is also named is meant, or whose path it is, or else all', () => {
  const ask = asker(atlasOf(shop));
  const of = (services: string[], hints: { join: string; value: string }[] = []) => {
    const { services: found, located } = ask(services, [{ join: 'github', value: 'acme/shop' }, ...hints]);
    return [found, located?.confidence];
  };
  expect(of(['Cart'])).toEqual([['cart'], 0.9]);
  expect(of(['shop'], [{ join: 'path', value: 'services/cart/src/main.ts' }])).toEqual([['cart'], 0.9]);
  expect(of(['shop'])).toEqual([['checkout', 'cart'], 0.4]);
  expect(of(['shop'], [{ join: 'argocd', value: 'pricing-prod' }])).toEqual([['pricing'], 0.95]);
});

test('what more share than a line can name stays as it was said', () => {
  const many = Array.from({ length: 51 }, (_, n) => service(`s${n}`, { joins: { github: 'acme/mono' } }));
  const ask = asker(atlasOf(many));
  expect(ask(['mono'], { github: 'acme/mono' })).toMatchObject({
    services: ['mono'],
    located: { by: 'none' },
  });
  expect(ask(['s7'], { github: 'acme/mono' })).toMatchObject({ services: ['s7'], located: { by: 'join' } });
});

test('a name, an alias, and a name but for its separators', () => {
  const ask = asker(atlasOf([...shop, service('tax-rules'), service('tax', { ref: 'service:eu/tax' })]));
  expect(ask(['PRICING'])).toEqual({ services: ['PRICING'], environment: null, located: null });
  expect(ask(['pricing-svc'])).toMatchObject({
    services: ['pricing'],
    located: { by: 'name', confidence: 0.9 },
  });
  expect(ask(['tax_rules'])).toMatchObject({
    services: ['tax-rules'],
    located: { by: 'name', confidence: 0.8 },
  });
  expect(ask(['pricing-svc', 'unheard-of']).services).toEqual(['pricing', 'unheard-of']);
});

test('an alias of two is nobody’s, but a name comes before an alias and a service before other kinds', () => {
  const twice = [service('a', { aliases: ['x'] }), service('b', { aliases: ['x', 'a'] })];
  const ask = asker(atlasOf([...twice, service('a', { ref: 'resource:default/a' })]));
  expect(ask(['x'])).toMatchObject({ services: ['x'], located: { by: 'none' } });
  expect(ask(['a'])).toMatchObject({ services: ['a'], located: null });
});

test('the default of a source is asked last, and an environment is another only where a rule says so', () => {
  const said = rules(
    ['*', { is: 'environment', environment: 'Production' }, { environment: 'prod' }],
    ['jenkins', { is: 'environment', environment: 'production' }, { environment: 'live' }],
  );
  const usual = new Map([['jenkins', { service: 'service:default/cart', environment: 'ci' }]]);
  const ask = asker(atlasOf(shop, said, usual));
  expect(ask(['nobody'], {}, { source: 'jenkins' })).toMatchObject({
    services: ['cart'],
    environment: 'ci',
    located: { by: 'default', confidence: 0.5 },
  });
  expect(ask(['pricing'], {}, { source: 'jenkins', environment: 'PRODUCTION' }).environment).toBe('live');
  expect(ask(['pricing'], {}, { environment: 'production' }).environment).toBe('prod');
  expect(ask(['pricing'], {}, { environment: 'prod-eu' }).environment).toBe('prod-eu');
});

test('what a thing was called is forgotten with an edit, and what is gone keeps its name alone', () => {
  const atlas = atlasOf(shop);
  const ask = asker(atlas);
  atlas.known.learn(service('pricing', { joins: { github: 'acme/prices' } }));
  expect(ask(['p'], { github: 'acme/pricing' })).toMatchObject({ located: { by: 'none' } });
  expect(ask(['pricing-svc'])).toMatchObject({ located: { by: 'none' } });
  expect(ask(['p'], { github: 'acme/prices' }).services).toEqual(['pricing']);
  atlas.known.learn(service('pricing', { gone: true, joins: { github: 'acme/prices' } }));
  expect(ask(['pricing'], { github: 'acme/prices' })).toMatchObject({ services: ['pricing'], located: null });
});

const word = fc.oneof(
  fc.constantFrom(
    'pricing',
    'Pricing',
    'pricing-svc',
    'checkout',
    'cart',
    'shop',
    'acme/shop',
    'acme/pricing',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const about = fc.record({
  source: fc.constantFrom('github', 'jenkins', '*', 'constructor'),
  services: fc.array(word, { maxLength: 5 }),
  hints: fc.array(
    fc.record({
      join: fc.constantFrom('github', 'argocd', 'pagerduty-key', 'path', '__proto__'),
      value: word,
    }),
    { maxLength: 5 },
  ),
  environment: fc.option(word),
});

test('it never throws and never invents: every name is the sender’s or the catalog’s', () => {
  const ask = asker(
    atlasOf(shop, rules(['github', { is: 'name', name: 'shop' }, { service: 'service:default/cart' }])),
  );
  const known = new Set(shop.map(({ name }) => name));
  fc.assert(
    fc.property(about, ({ services, hints, ...more }) => {
      const found = ask(services, hints, more);
      const confidence = found.located?.confidence ?? 1;
      return (
        found.services.every((name) => services.includes(name) || known.has(name)) &&
        found.environment === more.environment &&
        (services.length > 0 || found.located?.by !== 'name') &&
        confidence >= 0 &&
        confidence <= 1 &&
        (found.located?.by !== 'none' || found.services === services)
      );
    }),
  );
});

test('a rule beats all: whatever else is known, what a person said is what it is', () => {
  fc.assert(
    fc.property(about, fc.constantFrom('github', '*'), ({ services, hints, ...more }, source) => {
      const said = rules([
        source,
        { is: 'join', join: 'github', value: 'acme/ruled' },
        { service: 'service:default/cart' },
      ]);
      const usual = new Map([['github', { service: 'service:default/checkout', environment: null }]]);
      const ask = asker(atlasOf(shop, said, usual));
      const found = ask(services, [...hints, { join: 'github', value: 'Acme/Ruled' }], {
        ...more,
        source: 'github',
      });
      return (
        found.located?.by === 'rule' && found.services.join() === 'cart' && found.located.confidence === 1
      );
    }),
  );
});

test('a house that knows nothing yet, and an organisation without a catalog, take the sender’s word', () => {
  const ask = asker(atlasOf(shop));
  expect(ask(['x'], { github: 'acme/pricing' }, { org: 2 })).toEqual({
    services: ['x'],
    environment: null,
    located: null,
  });
});

test('a quarter of a million things are asked more than ten thousand times a second', () => {
  const many = Array.from({ length: 250_000 }, (_, n) =>
    service(`service-${n}`, {
      aliases: [`svc${n}`],
      joins: { github: `acme/repo-${n}`, kubernetes: `ns/${n}` },
    }),
  );
  const before = process.memoryUsage().heapUsed;
  const ask = asker(atlasOf(many));
  const began = performance.now();
  for (let n = 0; n < 10_000; n += 1) ask([`repo-${n}`], { github: `acme/repo-${n * 20}` });
  expect(performance.now() - began).toBeLessThan(1000);
  expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(400);
});
