import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Related } from '../../../evidence/related.ts';
import type { Firing } from './firing.ts';
import { group, type Known } from './group.ts';
import { firing, unrelated } from './testing/firing.ts';

/** The groups as lists of ids: those that lead first, in order of time. */
const grouped = (alerts: readonly Firing[], related: Related = unrelated): string[] =>
  group(alerts, [], [], related)
    .map(({ alerts: those }) => those.map(({ firing: { id } }) => id).join(' '))
    .sort();

const graph = (...needs: readonly string[]): Related => {
  const edges = needs.map((text) => text.split(' > ') as [string, string]);
  return {
    known: new Set(edges.flat()),
    needs: edges.map(([from, to]) => ({ from, to, through: null })),
    shared: [],
  };
};

describe('alerts of one cause', () => {
  test.each<[string, readonly Firing[], Related]>([
    [
      'of one service, until a quarter of an hour after the last',
      [0, 14, 28].map((minute, n) => firing({ id: `a${n}`, service: 'Pricing', minute })),
      unrelated,
    ],
    [
      'of a service and of whom it needs',
      [firing({ id: 'a0', service: 'pricing' }), firing({ id: 'a1', service: 'checkout', minute: 12 })],
      graph('checkout > pricing'),
    ],
    [
      'of two that are a service apart, soon one after another',
      [firing({ id: 'a0', service: 'ledger' }), firing({ id: 'a1', service: 'checkout', minute: 4 })],
      {
        known: new Set(['ledger', 'checkout']),
        needs: [{ from: 'checkout', to: 'ledger', through: 'pricing' }],
        shared: [],
      },
    ],
    [
      'of those that need the same thing, which says nothing itself',
      ['pricing', 'cart', 'search'].map((service, n) => firing({ id: `a${n}`, service, minute: n })),
      {
        known: new Set(['pricing', 'cart', 'search']),
        needs: [],
        shared: [{ by: 'redis', services: ['pricing', 'cart', 'search'] }],
      },
    ],
    [
      'on one node, though nobody knows of what service',
      [
        firing({ id: 'a0', service: null, title: 'Node is gone', labels: { node: 'n12' } }),
        firing({ id: 'a1', service: 'pricing', minute: 5, labels: { node: 'N12', pod: 'pricing-1' } }),
      ],
      unrelated,
    ],
    [
      'whose text names the other',
      [
        firing({ id: 'a0', service: 'checkout', title: 'Checkout cannot reach pricing-api' }),
        firing({ id: 'a1', service: 'Pricing-API', minute: 1 }),
      ],
      unrelated,
    ],
    [
      'of no service, which say the same',
      ['db-3', 'db-4'].map((name, n) =>
        firing({ id: `a${n}`, service: null, title: `Disk of ${name} is full` }),
      ),
      unrelated,
    ],
    [
      'in no environment that is told, and in one',
      [firing({ id: 'a0', service: 'pricing', environment: null }), firing({ id: 'a1', service: 'pricing' })],
      unrelated,
    ],
  ])('%s', (_, alerts, related) => {
    expect(grouped(alerts, related)).toEqual([alerts.map(({ id }) => id).join(' ')]);
  });
});

describe('alerts of different causes', () => {
  test.each<[string, readonly Firing[], Related]>([
    [
      'of unrelated services in the same second, by the same rule with the same words',
      ['pricing', 'cart', 'search'].map((service, n) =>
        firing({
          id: `a${n}`,
          service,
          title: 'HighErrorRate: more than 5 % of requests fail',
          labels: { alertname: 'HighErrorRate', cluster: 'eu-1', team: 'shop' },
        }),
      ),
      graph('pricing > ledger', 'cart > redis', 'search > elastic'),
    ],
    [
      'of one service in two environments',
      [
        firing({ id: 'a0', service: 'pricing' }),
        firing({ id: 'a1', service: 'pricing', environment: 'staging' }),
      ],
      unrelated,
    ],
    [
      'of one service, a quarter of an hour apart and more',
      [firing({ id: 'a0', service: 'pricing' }), firing({ id: 'a1', service: 'pricing', minute: 16 })],
      unrelated,
    ],
    [
      'on one node long after one another, of services that have nothing to do with one another',
      [
        firing({ id: 'a0', service: 'pricing', labels: { node: 'n12' } }),
        firing({ id: 'a1', service: 'cart', minute: 6, labels: { node: 'n12' } }),
      ],
      graph('pricing > ledger', 'cart > redis'),
    ],
    [
      'with labels that name what watches',
      [
        firing({
          id: 'a0',
          service: 'pricing',
          labels: { instance: 'kube-state:8080', pod: 'kube-state-1' },
        }),
        firing({ id: 'a1', service: 'cart', labels: { instance: 'kube-state:8080', pod: 'kube-state-1' } }),
      ],
      unrelated,
    ],
    [
      'of no service, which say different things',
      [
        firing({ id: 'a0', service: null, title: 'Disk of db-3 is full' }),
        firing({ id: 'a1', service: null, title: 'Certificate ends in 3 days' }),
      ],
      unrelated,
    ],
  ])('%s', (_, alerts, related) => {
    expect(grouped(alerts, related)).toEqual(alerts.map(({ id }) => id));
  });
});

test('what is told of no environment goes where it fits best, and brings no two environments together', () => {
  const alerts = [
    firing({ id: 'prod', service: 'pricing', environment: 'prod', minute: 5 }),
    firing({ id: 'staging', service: 'pricing', environment: 'staging', minute: 1 }),
    firing({ id: 'unsaid', service: 'pricing', environment: null, minute: 4 }),
  ];
  expect(grouped(alerts)).toEqual(['staging', 'unsaid prod']);
});

describe('groups that stand', () => {
  const stands = (id: string, minute: number): Known => ({
    id,
    lead: `${id}-lead`,
    first: Date.UTC(2026, 2, 1, 2) + minute * 60_000,
  });
  const member = firing({ id: 'm0', service: 'pricing', minute: 5, group: 'g0' });

  test('an alert of the same cause joins, and says why', () => {
    const late = firing({ id: 'a0', service: 'pricing', minute: 9 });
    expect(group([late], [member], [stands('g0', 5)], unrelated)).toEqual([
      {
        is: 'joined',
        group: stands('g0', 5),
        alerts: [{ firing: late, why: 'also pricing' }],
        merges: [],
      },
    ]);
  });

  test('an alert that ties two groups makes them one, the older', () => {
    const other = firing({ id: 'm1', service: 'cart', minute: 3, group: 'g1' });
    const hub = firing({ id: 'a0', service: 'redis', minute: 8 });
    const [it, ...others] = group(
      [hub],
      [member, other],
      [stands('g0', 5), stands('g1', 3)],
      graph('pricing > redis', 'cart > redis'),
    );
    expect(others).toEqual([]);
    expect(it).toMatchObject({ is: 'joined', group: { id: 'g1' }, merges: ['g0'] });
  });

  test('six hours after the first another begins, however often it came up meanwhile', () => {
    const lasting = firing({ id: 'm0', service: 'pricing', minute: 365, group: 'g0' });
    const next = firing({ id: 'a0', service: 'pricing', minute: 366 });
    expect(group([next], [lasting], [stands('g0', 5)], unrelated)).toMatchObject([{ is: 'founded' }]);
    expect(group([next], [lasting], [stands('g0', 10)], unrelated)).toMatchObject([{ is: 'joined' }]);
  });
});

test('whatever fires, it is grouped once, in one environment, in any order of what is given', () => {
  const names = ['pricing', 'cart', 'redis', 'ledger', 'checkout'];
  const related = graph('pricing > redis', 'cart > redis', 'checkout > cart');
  const any = fc.record({
    minute: fc.integer({ min: 0, max: 60 }),
    service: fc.option(fc.constantFrom(...names), { nil: null }),
    environment: fc.option(fc.constantFrom('prod', 'staging'), { nil: null }),
    node: fc.constantFrom('n1', 'n2', 'none'),
    title: fc.constantFrom('errors', 'cart cannot reach redis', 'Disk 3 is full', 'Disk 4 is full'),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 30 }), fc.integer(), (drawn, seed) => {
      const alerts = drawn.map(({ node, ...one }, n) => firing({ id: `a${n}`, ...one, labels: { node } }));
      const shuffled = alerts.toSorted((a, b) => ((a.at * 31 + seed) % 97) - ((b.at * 31 + seed) % 97));
      const found = group(alerts, [], [], related);
      expect(grouped(shuffled, related)).toEqual(grouped(alerts, related));
      const members = found.flatMap((one) => one.alerts.map(({ firing: { id } }) => id));
      expect(members.toSorted()).toEqual(alerts.map(({ id }) => id).toSorted());
      for (const one of found) {
        const told = new Set(one.alerts.flatMap(({ firing: { environment } }) => environment ?? []));
        expect(told.size).toBeLessThan(2);
      }
    }),
    { numRuns: 300 },
  );
});

/** Services in a tree below one, eight each; all but the first need the one above. */
const tree = (size: number): Related =>
  graph(...Array.from({ length: size - 1 }, (_, n) => `s${n + 1} > s${Math.floor(n / 8)}`));

test.each([
  ['of five thousand services below one', 5_000],
  ['of one service', 1],
])('a storm of ten thousand alerts %s is one group, in little time', (_, services) => {
  const alerts = Array.from({ length: 10_000 }, (_, n) =>
    firing({ id: `a${n}`, service: `s${n % services}`, minute: (n % 600) / 60, labels: { node: `n${n}` } }),
  );
  const began = process.cpuUsage();
  const found = group(alerts, [], [], tree(services));
  const { user } = process.cpuUsage(began);
  expect(found.map(({ alerts: those }) => those.length)).toEqual([10_000]);
  // Some 0.2 s on a quiet machine; a square of the alerts would be minutes.
  expect(user / 1e6).toBeLessThan(10);
});

test('a test is of a group of its own, and keeps nobody else from being told together', () => {
  const at = (id: string, minute: number, source = 'alertmanager') =>
    firing({ id, service: 'pricing', minute, source });
  expect(grouped([at('a0', 0), at('t1', 1, 'test'), at('a2', 2), at('t3', 3, 'test')])).toEqual([
    'a0 a2',
    't1',
    't3',
  ]);
});
