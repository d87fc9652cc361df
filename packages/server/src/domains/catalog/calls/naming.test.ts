import { expect, test } from 'vitest';
import { calleeOf } from './callee.ts';
import { type Named, openResolver } from './known.ts';
import { spanOf } from './otlp/span.ts';
import { serviceOf } from './service.ts';

const client = (attributes: Record<string, string>) => {
  const ids = { traceId: 'x'.repeat(16), spanId: 'y'.repeat(8), parentId: '', start: 0, end: 0 };
  const span = spanOf('client', { ...ids, failed: false, attributes });
  return span === undefined ? null : calleeOf(span, 'cart');
};

test('a resource tells its service, tier, language, versions and where it runs', () => {
  expect(
    serviceOf({
      'service.name': 'Check Out',
      'service.namespace': 'shop',
      'service.version': '2.1.0',
      'service.criticality': 'critical',
      'deployment.environment': 'Prod',
      'telemetry.sdk.language': 'nodejs',
      'process.runtime.name': 'nodejs',
      'process.runtime.version': '24.9.0',
      'k8s.namespace.name': 'web',
      'k8s.deployment.name': 'checkoutservice',
      'cloud.region': 'eu-west-1',
    }),
  ).toEqual({
    ref: 'service:default/check-out',
    name: 'Check-Out',
    environment: 'prod',
    says: {
      tier: 0,
      language: 'javascript',
      runtime: 'nodejs 24.9.0',
      deployment: 'kubernetes deployment',
      versions: { prod: '2.1.0' },
      tags: { 'service.namespace': 'shop', 'k8s.namespace': 'web', 'cloud.region': 'eu-west-1' },
      aliases: ['checkoutservice'],
      relations: [{ type: 'runsIn', to: 'environment:default/prod' }],
    },
  });
});

test('what nobody named is no service', () => {
  for (const name of ['', ' ', 'unknown_service', 'unknown_service:java', '::'])
    expect([name, serviceOf({ 'service.name': name })?.ref]).toEqual([
      name,
      name === '::' ? 'service:default/-' : undefined,
    ]);
  expect(serviceOf({})).toBeUndefined();
  expect(serviceOf({ 'service.name': 'unknown_services' })?.name).toBe('unknown_services');
});

test('a database is known by its host, and by its name where the host means nothing to others', () => {
  const ref = (attributes: Record<string, string>): string | null => {
    const callee = client(attributes);
    return callee?.is === 'resource' ? callee.ref : null;
  };
  expect(ref({ 'db.system': 'redis', 'net.peer.name': 'redis-cart' })).toBe('resource:default/redis-cart');
  expect(ref({ 'db.system.name': 'postgresql', 'server.address': 'Orders.shop.svc.cluster.local.' })).toBe(
    'resource:default/orders',
  );
  expect(ref({ 'db.system': 'mysql', 'server.address': '10.1.2.3', 'db.name': 'shop' })).toBe(
    'resource:default/mysql-shop',
  );
  expect(ref({ 'db.system': 'sqlite' })).toBe('resource:default/sqlite-cart');
  expect(ref({ 'messaging.system': 'rabbitmq', 'messaging.destination.name': 'a/b' })).toBe(
    'resource:default/a-b',
  );
  expect(
    client({
      'messaging.system': 'x',
      'messaging.destination.name': 'q',
      'messaging.destination.temporary': 'true',
    }),
  ).toBeNull();
});

test('another service is known by the name its caller gives it, or by its address', () => {
  expect(client({ 'peer.service': 'pay', 'server.address': 'x' })).toMatchObject({ is: 'peer', name: 'pay' });
  expect(client({ 'server.address': 'pay.shop.svc' })).toEqual({
    is: 'address',
    names: ['pay', 'pay.shop.svc'],
  });
  expect(client({ 'server.address': 'localhost' })).toBeNull();
  expect(client({ 'server.address': '10.0.0.1' })).toBeNull();
  expect(client({})).toBeNull();
});

test('names lead to what the catalog has by them', () => {
  const is = (name: string, ref: string, flags: Partial<Named> = {}): Named => ({
    name,
    ref,
    isAlias: false,
    isDeclared: true,
    ...flags,
  });
  const { service, callee } = openResolver([
    is('checkout-svc', 'service:shop/checkout', { isAlias: true }),
    is('checkout-svc', 'service:default/checkout-svc', { isDeclared: false }),
    is('pay', 'service:default/pay'),
    is('pay', 'service:default/other', { isAlias: true }),
    is('redis', 'service:default/redis', { isDeclared: false }),
    is('redis', 'resource:default/redis', { isDeclared: false }),
  ]);
  expect([service('Checkout-svc'), service('pay'), service('new')]).toEqual([
    'service:shop/checkout',
    'service:default/pay',
    'service:default/new',
  ]);
  const redis = client({ 'db.system': 'redis', 'server.address': 'redis' });
  expect(redis && callee(redis)).toBe('service:default/redis');
  expect(callee({ is: 'address', names: ['pay', 'pay.shop.svc'] })).toBe('service:default/pay');
  expect(callee({ is: 'address', names: ['api.example.com'] })).toBeUndefined();
});
