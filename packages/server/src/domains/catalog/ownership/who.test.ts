import type { Says } from '@nightjar/descriptors/description';
import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { type EntityDescribed, entityStream } from '../events.ts';
import { catalogHouse } from '../testing/house.ts';
import type { NudgeList, Who } from './wire.ts';

type By = EntityDescribed['data']['by'];
type Told = { by?: By; source?: string; at?: string; actor?: string };

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
const pricing = 'service:default/pricing';
const payments = 'team:default/payments';
const shop = 'team:default/shop';
const file = 'backstage:github.com/acme/pricing/catalog-info.yaml';

const house = async () => {
  const it = await catalogHouse();
  const say = async (entity: string, says: Says, told: Told = {}): Promise<void> => {
    const { by = 'backstage', source = `${by}:github.com/acme/x/catalog-info.yaml`, at = daysAgo(30) } = told;
    const name = entity.slice(entity.indexOf('/') + 1);
    const origin = source.slice(source.indexOf(':') + 1, source.lastIndexOf('/'));
    await it.kernel.log.append({
      org: 1,
      stream: entityStream(entity),
      facts: [{ type: 'EntityDescribed', at, data: { entity, name, by, source, origin, says } }],
      ...(told.actor === undefined ? {} : { actor: told.actor }),
    });
  };
  const read = async (path: string) => {
    const { status, body } = await it.get(`/api/v1/catalog/${path}`);
    if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)} ${it.logged()}`);
    return body;
  };
  const who = (name: string, query = ''): Promise<Who> => read(`entities/${name}/who${query}`);
  const nudges = (query = ''): Promise<NudgeList> => read(`nudges${query}`);
  return { ...it, say, who, nudges };
};

const contact = (label: string) => ({ label, url: `https://${label.replace(/\W/g, '')}.example` });

test('whoever is on call comes first, then where people read: the service’s own, its owner’s, those above and around it', async () => {
  await using it = await house();
  await it.say(
    pricing,
    {
      tier: 0,
      owners: [payments],
      contacts: { issues: contact('jira PRICE'), onCall: contact('pd pricing') },
      relations: [{ type: 'partOf', to: 'system:default/money' }],
    },
    { source: file, at: daysAgo(3) },
  );
  await it.say(payments, {
    contacts: { chat: contact('#payments'), onCall: contact('pd payments') },
    relations: [{ type: 'childOf', to: 'team:default/commerce' }],
  });
  await it.say('team:default/commerce', { contacts: { chat: contact('#commerce') } });
  await it.say('system:default/money', { owners: [shop], contacts: { chat: contact('#money') } });
  await it.say(shop, { contacts: { chat: contact('#shop') } });
  await it.say('person:default/ada', { relations: [{ type: 'memberOf', to: payments }] });
  const who = await it.who('pricing');
  expect(who.contacts.map(({ slot, label }) => `${slot} ${label}`)).toEqual([
    'onCall pd pricing',
    'onCall pd payments',
    'chat #payments',
    'chat #commerce',
    'chat #money',
    'chat #shop',
    'issues jira PRICE',
  ]);
  expect(who.people).toEqual([{ ref: 'person:default/ada', kind: 'person', name: 'ada', known: true }]);
  expect(who.owners).toMatchObject([
    {
      owner: { ref: payments, known: true },
      chosen: true,
      reasons: ['catalog-info.yaml of github.com/acme/pricing says so, 3 days ago'],
    },
  ]);
  expect(who.answer).toBe(
    'payments owns pricing (tier 0). Page pd pricing (https://pdpricing.example); ' +
      'else page pd payments (https://pdpayments.example) of payments.',
  );
});

test('sources that disagree are both told, the one believed first', async () => {
  await using it = await house();
  await it.say(pricing, { owners: [payments] }, { source: file });
  await it.say(
    pricing,
    { owners: [shop] },
    { by: 'codeowners', source: 'codeowners:github.com/acme/pricing/CODEOWNERS' },
  );
  await it.say(
    pricing,
    { owners: [shop] },
    { by: 'kubernetes', source: 'kubernetes:cluster prod/default/pricing' },
  );
  const { owners, contested, answer } = await it.who('pricing');
  expect(contested).toBe(true);
  expect(owners.map(({ owner, chosen }) => [owner.name, chosen])).toEqual([
    ['payments', true],
    ['shop', false],
  ]);
  expect(owners[1]?.said).toHaveLength(2);
  expect(answer).toMatch(/^payments probably owns pricing, but other sources say shop\./);
  const { nudges } = await it.nudges();
  expect(nudges.find(({ is }) => is === 'contested')).toMatchObject({
    entity: { ref: pricing },
    detail: 'Sources that are to be believed name different owners of pricing: payments, shop.',
  });
});

test('who owned it then is asked as of then', async () => {
  await using it = await house();
  await it.say(pricing, { owners: [payments] }, { source: file, at: daysAgo(30) });
  await it.say(pricing, { owners: [shop] }, { source: file, at: daysAgo(2) });
  expect((await it.who('pricing')).owners.map(({ owner }) => owner.ref)).toEqual([shop]);
  const then = await it.who('pricing', `?at=${daysAgo(10)}`);
  expect(then.owners.map(({ owner, reasons }) => [owner.ref, ...reasons])).toEqual([
    [payments, 'catalog-info.yaml of github.com/acme/pricing says so, 20 days ago'],
  ]);
});

test('where nobody is known, there is still somebody to ask', async () => {
  await using it = await house();
  await it.say(
    pricing,
    {
      repository: { url: 'https://github.com/acme/pricing' },
      relations: [{ type: 'partOf', to: 'system:default/money' }],
    },
    { by: 'manual', source: 'manual:joey', actor: 'joey', at: daysAgo(2) },
  );
  await it.say('system:default/money', { owners: [payments] });
  await it.say('service:default/web', { owners: [shop], relations: [{ type: 'calls', to: pricing }] });
  const { answer } = await it.who('pricing');
  expect(answer).toBe(
    'Nobody is known to own pricing. But joey last described it, 2 days ago; it is part of money, which payments owns; ' +
      'shop owns web, which needs it; its code is at https://github.com/acme/pricing.',
  );
  await it.say('service:default/stray', {}, { by: 'traces' });
  expect((await it.who('stray')).answer).toBe(
    'Nobody is known to own stray. Nothing leads to anybody; traces last saw it, a month ago.',
  );
});

test('what looks at what runs is known by what it is, and an address is told once', async () => {
  await using it = await house();
  await it.say('service:default/stray', {}, { by: 'traces', actor: 'nightjar', at: daysAgo(2) });
  expect((await it.who('stray')).answer).toBe(
    'Nobody is known to own stray. Nothing leads to anybody; traces last saw it, 2 days ago.',
  );
  const email = { label: 'shop@acme.dev', url: 'mailto:shop@acme.dev' };
  await it.say(shop, { contacts: { email } });
  expect((await it.who('team:shop')).answer).toBe('shop is a team. Write to shop@acme.dev.');
});

test('who settles a contest by an edit is believed, and the losers stay visible', async () => {
  await using it = await house();
  await it.say(payments, { contacts: { chat: contact('#payments') } });
  await it.say(shop, { contacts: { chat: contact('#shop') } });
  await it.say(pricing, { owners: [payments] }, { source: file });
  await it.say(pricing, { owners: [shop] }, { by: 'codeowners' });
  const open = async () => (await it.nudges()).nudges.map(({ entity, is }) => `${entity.name} ${is}`);
  expect(await open()).toEqual(['pricing contested']);
  const edited = await it.ask('PATCH', '/api/v1/catalog/entities/pricing', 'admin', {
    set: { owners: [shop] },
  });
  expect(edited.status).toBe(200);
  expect(await open()).toEqual([]);
  const { answer, contested, owners } = await it.who('pricing');
  expect(answer).toMatch(/^shop owns pricing\. Write in #shop/);
  expect(contested).toBe(false);
  expect(owners.map(({ owner, confidence }) => [owner.name, confidence])).toEqual([
    ['shop', 0.99],
    ['payments', 0],
  ]);
});

test('a guess is called a guess, with its reason', async () => {
  await using it = await house();
  await it.say(
    pricing,
    { owners: ['person:default/grace'] },
    { by: 'committers', source: 'committers:github.com/acme/pricing' },
  );
  const { answer, people } = await it.who('pricing');
  expect(answer).toMatch(
    /^grace may own pricing, as far as can be guessed: has changed the code of github.com\/acme\/pricing/,
  );
  expect(people.map(({ name }) => name)).toEqual(['grace']);
});

test('nudges find each fault of ownership once, the most critical first, and page on', async () => {
  await using it = await house();
  const named = (name: string): string => `service:default/${name}`;
  await it.say(payments, { contacts: { chat: contact('#payments') } });
  await it.say(shop, {});
  await it.say(named('fine'), { tier: 0, owners: [payments] });
  await it.say(named('orphan'), { tier: 1 });
  await it.say(named('lost'), { tier: 0, owners: ['team:default/nobody'] });
  await it.say(named('mute'), { tier: 2, owners: [shop] });
  await it.say(named('old'), { owners: [payments] }, { at: daysAgo(400) });
  await it.say(named('old'), { owners: ['person:default/grace'] }, { by: 'committers', at: daysAgo(5) });
  await it.say('person:default/ada', { relations: [{ type: 'memberOf', to: payments }] });
  await it.say(
    named('kept'),
    { owners: [payments] },
    { at: daysAgo(400), source: 'backstage:git.example/kept.yaml' },
  );
  await it.say(named('kept'), { owners: ['person:default/ada'] }, { by: 'committers', at: daysAgo(5) });
  await it.say(
    named('beneath'),
    { owners: [payments] },
    { at: daysAgo(400), source: 'backstage:git.example/a/b/c.yaml' },
  );
  await it.say(named('failing'), { owners: [payments] }, { at: daysAgo(400), source: file });
  await it.database.run(sql`insert into nightjar.discovery (org, source, reached_at, tried_at, failure)
    values (1, 'repository:github.com/acme', now() - interval '8 days', now(), 'it does not answer'),
      (1, 'repository:github.com/ac', null, now(), 'not above what lies beside it'),
      (1, 'backstage:git.example/a', null, now(), 'another origin than those that begin like it')`);
  await it.say(named('dark'), { owners: [payments] }, { by: 'kubernetes', source: 'kubernetes:cluster a/b' });
  await it.database.run(sql`insert into nightjar.sighting (org, entity, source, about, first_seen, last_seen)
    values (1, ${named('dark')}, 'kubernetes:cluster a/b', '', now() - interval '90 days', now() - interval '9 days')`);
  const all = (await it.nudges()).nudges.map(({ entity, is }) => `${entity.name} ${is}`);
  expect(all).toEqual([
    'lost unknown-owner',
    'orphan no-owner',
    'mute unreachable-owner',
    'dark unseen',
    'failing stale',
    'old stale',
  ]);
  const failures = async (name: string): Promise<unknown> =>
    (await it.get(`/api/v1/catalog/entities/${name}`)).body.sources.map(
      ({ failure }: { failure: unknown }) => failure,
    );
  expect([await failures('failing'), await failures('dark')]).toEqual([['it does not answer'], [null]]);
  const paged: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await it.nudges(`?limit=2${cursor}`);
    paged.push(...page.nudges.map(({ entity, is }) => `${entity.name} ${is}`));
    if (page.next === null) break;
    cursor = `&cursor=${page.next}`;
  }
  expect(paged).toEqual(all);
  expect((await it.nudges('?q=tier:0')).nudges).toMatchObject([{ entity: { name: 'lost' } }]);
  expect((await it.get('/api/v1/catalog/nudges?cursor=nonsense')).body.code).toBe('catalog.cursor');
});

test('a team answers for itself: how to reach it, and who is in it', async () => {
  await using it = await house();
  await it.say(payments, { contacts: { chat: contact('#payments') } });
  await it.say('person:default/ada', { relations: [{ type: 'memberOf', to: payments }] });
  const who = await it.who('team:payments');
  expect(who.answer).toBe('payments is a team. Write in #payments (https://payments.example).');
  expect(who.people.map(({ name }) => name)).toEqual(['ada']);
  await it.say('service:default/payments', { owners: [payments] });
  expect((await it.who('service:payments')).answer).toMatch(
    /^team payments owns payments\. Write in #payments/,
  );
});
