import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calleeOf } from './callee.ts';
import { readJson } from './otlp/json.ts';
import { serviceOf } from './service.ts';
import { jsonRequest, type TestResource } from './testing/encode.ts';
import { callBetween, of, spanFor } from './testing/trace.ts';
import { type Call, openWindow } from './window.ts';

const shown = ({ caller, callee, environment, durationMs, failed }: Call): string => {
  const to =
    callee.is === 'service' ? callee.service.ref : callee.is === 'address' ? callee.names[0] : callee.ref;
  return `${caller.name} > ${to} ${environment} ${Math.round(durationMs)} ${failed ? 'failed' : 'ok'}`;
};

const opened = (limits = { most: 1000, ageMs: 60_000 }) => {
  const calls: string[] = [];
  const window = openWindow(limits, (call) => calls.push(shown(call)));
  const hear = (resources: readonly TestResource[], now = 0, org = 1): void => {
    for (const { resource, spans } of readJson(jsonRequest(resources))) {
      const service = serviceOf(resource);
      if (service === undefined) continue;
      for (const span of spans)
        window.hear({ org, service, span, minute: 0, callee: calleeOf(span, service.name) }, now);
    }
  };
  return { window, calls, hear };
};

const shop = (): TestResource[] => {
  const edge = spanFor({ kind: 'server', ms: 100 });
  const toCart = spanFor({ kind: 'client', parent: edge, ms: 50, attributes: { 'server.address': 'cart' } });
  const cart = spanFor({ kind: 'server', parent: toCart, ms: 40, failed: true });
  const toRedis = spanFor({
    kind: 'client',
    parent: cart,
    ms: 2,
    attributes: { 'db.system': 'redis', 'server.address': 'redis-cart' },
  });
  const send = spanFor({
    kind: 'producer',
    parent: edge,
    ms: 1,
    attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' },
  });
  const receive = spanFor({
    kind: 'consumer',
    parent: send,
    ms: 30,
    attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' },
  });
  const toStripe = spanFor({
    kind: 'client',
    parent: edge,
    ms: 70,
    attributes: { 'peer.service': 'stripe' },
  });
  const prod = { 'deployment.environment.name': 'prod' };
  return [
    of('front', [edge, toCart, send, toStripe], prod),
    of('cart', [cart, toRedis], prod),
    of('accounting', [receive]),
  ];
};

const shopCalls = [
  'accounting > resource:default/orders  30 ok',
  'cart > resource:default/redis-cart prod 2 ok',
  'front > resource:default/orders prod 1 ok',
  'front > service:default/accounting prod 30 ok',
  'front > service:default/cart prod 50 failed',
  'front > service:default/stripe prod 70 ok',
];

test('the two spans of a call make one edge, a caller alone one to what it names', () => {
  const { window, calls, hear } = opened();
  hear(shop());
  expect(calls).toHaveLength(5);
  window.settle(Number.POSITIVE_INFINITY);
  expect(calls.sort()).toEqual(shopCalls);
  expect(window.counts).toEqual({ duplicates: 0, unmatched: 0 });
  expect(window.size()).toBe(0);
});

test('any split and order of batches makes the same edges', () => {
  const spans = shop().flatMap(({ resource, spans }) => spans.map((span) => ({ resource, spans: [span] })));
  fc.assert(
    fc.property(
      fc.shuffledSubarray(spans, { minLength: spans.length }),
      fc.array(fc.nat(spans.length - 1), { maxLength: 5 }),
      (order, again) => {
        const { window, calls, hear } = opened();
        hear(order);
        // What is sent again while it is held changes nothing.
        hear(again.map((index) => spans[index] as TestResource));
        window.settle(Number.POSITIVE_INFINITY);
        expect(calls.sort()).toEqual(shopCalls);
        expect(window.counts.duplicates).toBe(again.length);
      },
    ),
  );
});

test('a call within a service, a root and a child of an internal span make no edge', () => {
  const { window, calls, hear } = opened();
  hear(callBetween('a', 'A'));
  const inside = spanFor({ kind: 'internal' });
  hear([of('a', [inside]), of('b', [spanFor({ kind: 'server', parent: inside })])]);
  window.settle(Number.POSITIVE_INFINITY);
  expect(calls).toEqual([]);
  expect(window.counts.unmatched).toBe(1);
});

test('organisations do not answer each other', () => {
  const { window, calls, hear } = opened();
  const [asking, answering] = callBetween('a', 'b');
  hear([asking], 0, 1);
  hear([answering], 0, 2);
  window.settle(Number.POSITIVE_INFINITY);
  expect(calls).toEqual([]);
});

test('a half that waits too long, or for which there is no room, is let go and counted', () => {
  const { window, calls, hear } = opened({ most: 100, ageMs: 1000 });
  const [asking, answering] = callBetween('a', 'b');
  hear([asking], 0);
  window.settle(999);
  expect(window.size()).toBe(1);
  window.settle(1000);
  hear([answering], 1001);
  expect(calls).toEqual([]);
  expect(window.counts.unmatched).toBe(1);
  for (let n = 0; n < 1000; n += 1) hear([of('a', [spanFor({ kind: 'client' })])], 1002);
  expect(window.size()).toBeLessThanOrEqual(100);
  window.settle(Number.POSITIVE_INFINITY);
  expect(window.counts.unmatched).toBe(1002);
});

test('answers that wait for the same parent leave one by one', () => {
  const { window, hear } = opened({ most: 100, ageMs: 1000 });
  const asking = spanFor({ kind: 'client' });
  const answers = [0, 1, 2].map(() => spanFor({ kind: 'server', parent: asking }));
  for (const [at, answer] of answers.entries()) hear([of('b', [answer])], at * 600);
  window.settle(1000);
  const { calls, hear: hearAll } = opened();
  hearAll([of('b', answers), of('a', [asking])]);
  expect(calls).toHaveLength(3);
  expect(window.counts.unmatched).toBe(1);
});

test('an answer that leaves does not take along one that still waits for the same parent', () => {
  const { window, hear } = opened({ most: 100, ageMs: 1000 });
  const asking = spanFor({ kind: 'client' });
  const [early, late] = [0, 1].map(() => spanFor({ kind: 'server', parent: asking }));
  hear([of('a', [asking])], 0);
  hear([of('b', early === undefined ? [] : [early])], 500);
  window.settle(1000);
  hear([of('b', late === undefined ? [] : [late])], 1100);
  window.settle(1500);
  expect([window.size(), window.counts.unmatched]).toEqual([1, 0]);
  window.settle(2100);
  expect([window.size(), window.counts.unmatched]).toEqual([0, 1]);
});
