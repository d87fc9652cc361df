import type { EntityList, EntityPage, KeptCatalog, Who } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import { derived } from './derived.ts';

type KeptEntity = KeptCatalog['entities'][number];

const entity = (ref: string, rest: Partial<KeptEntity> = {}): KeptEntity => {
  const [kind = '', name = ''] = ref.split(/:default\//);
  return {
    ...{ ref, kind, namespace: 'default', name, title: null, description: null, type: null, tier: null },
    ...{
      lifecycle: null,
      language: null,
      owners: [],
      system: null,
      environments: [],
      tags: {},
      state: 'declared',
    },
    ...{ contested: false, since: '2026-03-01T00:00:00.000Z', until: null, lastSeen: null, runtime: null },
    ...{ deployment: null, repository: null, contacts: [], links: [], aliases: [], relations: [] },
    ...rest,
  };
};
const money = { ref: 'team:default/money', kind: 'team', name: 'money', known: true };
const onCall = { slot: 'onCall', label: 'money on call', url: 'https://pager.example/money' } as const;
const catalog: KeptCatalog = {
  entities: [
    entity('service:default/edge-pricing', { tier: 0 }),
    entity('service:default/pricing', {
      tier: 1,
      owners: [money],
      aliases: ['price-svc'],
      tags: { pci: 'yes' },
      relations: [{ type: 'dependsOn', to: 'service:default/edge-pricing' }],
    }),
    entity('service:default/ledger', { tier: 2, description: 'Books what pricing computed' }),
    entity('team:default/money', { contacts: [onCall] }),
  ],
  services: 3,
  whole: true,
  position: 7,
};
const from = { text: JSON.stringify(catalog), at: 1_000, etag: null };
const ask = (path: string) => {
  const answer = derived(new URL(`https://n.example/api/v1/catalog/${path}`), from, 2_000);
  return answer === null ? null : JSON.parse(answer.text);
};
const names = (q: string) =>
  (ask(`entities?q=${encodeURIComponent(q)}&limit=60`) as EntityList | null)?.entities.map(
    ({ name }) => name,
  );

test.each([
  ['pricing', ['pricing', 'edge-pricing', 'ledger']],
  ['pric', ['pricing', 'edge-pricing']],
  ['PRICE-SVC', ['pricing']],
  ['tag:pci', ['pricing']],
  ['tag:pci=yes tier:<=1', ['pricing']],
  ['kind:service -owner:*', ['edge-pricing', 'ledger']],
  ['owner:money', ['pricing']],
  ['kind:team', ['money']],
  ['nothing-such', []],
  ['', ['edge-pricing', 'pricing', 'ledger', 'money']],
])('what is kept is searched for %j', (q, found) => expect(names(q)).toEqual(found));

test('a filter that what is kept cannot answer is left to the server', () => {
  expect(names('source:backstage')).toBeUndefined();
  expect(names('tier:')).toBeUndefined();
  expect(ask('entities?q=&at=7d')).toBeNull();
  expect(ask('entities?q=&cursor=x')).toBeNull();
});

test('the page of a service is told, with who to call', () => {
  for (const name of ['service:default/pricing', 'service:pricing', 'Pricing', 'price-svc']) {
    const page = ask(`entities/${encodeURIComponent(name)}`) as EntityPage;
    expect(page).toMatchObject({ ref: 'service:default/pricing', relationsCut: true, moments: [] });
    expect(page.relations[0]?.to).toMatchObject({ name: 'edge-pricing', known: true });
  }
  const who = ask(`entities/${encodeURIComponent('service:default/pricing')}/who`) as Who;
  expect(who.answer).toBe('money owns pricing.');
  expect(who.contacts).toEqual([{ ...onCall, of: money }]);
});

test('what is not kept is not made up', () => {
  for (const path of ['entities/nobody', 'entities/pricing/history', 'entities/pricing/facts', 'graph'])
    expect(ask(path)).toBeNull();
  expect(derived(new URL('https://n.example/api/v1/catalog/entities'), null, 0)).toBeNull();
});
