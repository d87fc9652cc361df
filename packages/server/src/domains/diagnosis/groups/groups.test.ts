import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { diagnosisId } from '../../../change/identity.ts';
import type { Related } from '../../../evidence/related.ts';
import { alertStream } from '../../alerts/events.ts';
import { roundTopic } from '../rounds/round-task.ts';
import { alertGroups } from './projection.ts';
import { stormPatience } from './storm.ts';
import { ago, groupsHouse, seen } from './testing/house.ts';

type House = Awaited<ReturnType<typeof groupsHouse>>;

const listed = async (house: House, query = '', right = 'read') =>
  (await house.get(query, right)).body.groups;
const patience = { timeout: 10_000 };
const countsOf = async (house: House, query = '', right = 'read'): Promise<number[]> =>
  (await listed(house, query, right)).map(({ count }: { count: number }) => count);

const needs = (...edges: readonly [string, string][]): Related => ({
  known: new Set(edges.flat()),
  needs: edges.map(([from, to]) => ({ from, to, through: null })),
  shared: [],
});

test('what is of one cause is one line, whose first alert begins one diagnosis', async () => {
  await using house = await groupsHouse({ related: needs(['checkout', 'pricing']) });
  const [pricing, checkout] = await house.record([
    seen({ at: ago(1) }),
    seen({ key: 'a2', services: ['checkout'], title: 'Checkout is slow', severity: 'warning', at: ago(0.5) }),
  ]);
  await house.record([seen({ key: 'a3', services: ['search'], title: 'SearchErrors' })]);
  await expect.poll(() => countsOf(house), patience).toEqual([1, 2]);
  const [, storm] = await listed(house, '?state=open');
  expect(storm).toMatchObject({
    state: 'open',
    title: 'PricingErrors: 5 % of requests fail',
    severity: 'critical',
    lead: pricing,
    firing: 2,
    services: ['checkout', 'pricing'],
    serviceCount: 2,
    endedAt: null,
    mergedInto: null,
    diagnosis: diagnosisId(1, storm.id),
  });
  expect(await listed(house, `?alert=${checkout}`)).toEqual([storm]);
  expect(await listed(house, '?alert=alr_none')).toEqual([]);
  const { body: one } = await house.get(`/${storm.id}`);
  expect(one.members).toMatchObject([
    { alert: pricing, why: null, state: 'firing' },
    { alert: checkout, why: 'checkout needs pricing', severity: 'warning' },
  ]);
  await expect.poll(() => house.rounds.length, patience).toBe(2);
  const [round] = house.rounds.filter(({ group }) => group === storm.id);
  expect(round).toEqual({
    diagnosis: storm.diagnosis,
    group: storm.id,
    after: 0,
    heard: expect.any(Number),
    question: {
      alert: pricing,
      title: storm.title,
      service: 'pricing',
      environment: 'prod',
      signal: 'errors',
      pagedAt: storm.firstAt,
    },
  });
  // The first round's task is gone only when it is through, which is some time after the round was asked for.
  const waiting = () =>
    house.database.many<{ after: number; minutes: number }>(sql`
    select (payload ->> 'after')::int as after,
      round(extract(epoch from run_at - created_at) / 60)::int as minutes
    from nightjar.task where topic = ${roundTopic} and payload ->> 'group' = ${storm.id} order by 1`);
  await expect.poll(waiting, patience).toEqual([
    { after: 1, minutes: 1 },
    { after: 5, minutes: 5 },
    { after: 15, minutes: 15 },
  ]);
});

test('an alert that joins begins no diagnosis; a group ends with its last alert, and one that flaps stays in it', async () => {
  await using house = await groupsHouse();
  await house.record([seen({ at: ago(9) })]);
  await expect.poll(() => countsOf(house), patience).toEqual([1]);
  await house.record([seen({ key: 'a2', at: ago(8) })]);
  await expect.poll(() => countsOf(house), patience).toEqual([2]);
  const begun = await house.database.many(
    sql`select distinct payload ->> 'diagnosis' as id from nightjar.task where topic = ${roundTopic}`,
  );
  expect(begun).toHaveLength(1);
  await house.record([
    seen({ state: 'resolved', at: ago(7) }),
    seen({ key: 'a2', state: 'resolved', at: ago(6) }),
  ]);
  expect(await listed(house, '?state=open')).toEqual([]);
  const [ended] = await listed(house, '?state=ended');
  expect(ended).toMatchObject({ state: 'ended', firing: 0, count: 2 });
  expect(Date.now() - Date.parse(ended.endedAt)).toBeGreaterThan(5.9 * 60_000);
  await house.record([seen({ at: ago(1) })]);
  expect(await listed(house, '?state=open')).toMatchObject([{ id: ended.id, firing: 1, endedAt: null }]);
  const { body: standing } = await house.get(`/${ended.id}?open=true`);
  expect(standing.members).toMatchObject([{ state: 'firing' }]);
  expect(standing.count).toBe(2);
});

test('what fires again after long is of another group, and both remember it', async () => {
  await using house = await groupsHouse();
  await house.record([seen({ at: ago(120) })]);
  await expect.poll(() => countsOf(house), patience).toEqual([1]);
  await house.record([seen({ state: 'resolved', at: ago(100) })]);
  const [id] = await house.record([seen({ at: ago(2) })]);
  await expect.poll(() => countsOf(house), patience).toEqual([1, 1]);
  const [now, before] = await listed(house);
  expect([now.state, before.state]).toEqual(['open', 'ended']);
  for (const { id: group } of [now, before])
    expect((await house.get(`/${group}`)).body.members).toMatchObject([{ alert: id }]);
});

test('an alert that ties two groups makes them one, and the other says which', async () => {
  await using house = await groupsHouse({ related: needs(['pricing', 'redis'], ['cart', 'redis']) });
  await house.record([seen({ at: ago(3) })]);
  await expect.poll(() => countsOf(house), patience).toEqual([1]);
  await house.record([seen({ key: 'a2', services: ['cart'], at: ago(2) })]);
  await expect.poll(() => countsOf(house), patience).toEqual([1, 1]);
  const [cart, pricing] = await listed(house);
  await house.record([seen({ key: 'a3', services: ['redis'], at: ago(1) })]);
  await expect.poll(() => countsOf(house), patience).toEqual([3]);
  expect(await listed(house)).toMatchObject([{ id: pricing.id, firing: 3, serviceCount: 3 }]);
  expect((await house.get(`/${cart.id}`)).body).toMatchObject({
    mergedInto: pricing.id,
    members: [],
    count: 0,
  });
});

test('a storm that comes in by and by is one group, paged, and the same when it is built anew', async () => {
  const services = Array.from({ length: 40 }, (_, n) => `s${n}`);
  await using house = await groupsHouse({
    related: needs(...services.slice(1).map((name): [string, string] => [name, 's0'])),
  });
  const storm = Array.from({ length: 1200 }, (_, n) =>
    seen({ key: `k${n}`, services: [services[n % 40] ?? ''], at: ago(2 - n / 1200) }),
  );
  for (let at = 0; at < storm.length; at += 100) await house.record(storm.slice(at, at + 100));
  await expect.poll(() => countsOf(house), { timeout: 30_000 }).toEqual([1200]);
  const [group] = await listed(house);
  expect(group).toMatchObject({ firing: 1200, serviceCount: 40 });
  const facts = await house.database.many<{ n: number }>(
    sql`select jsonb_array_length(data -> 'alerts') as n from nightjar.event where type = 'AlertsGrouped'`,
  );
  expect(Math.max(...facts.map(({ n }) => n))).toBeLessThanOrEqual(500);
  const membersIn = async (which: string): Promise<string[]> => {
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await house.get(`/${group.id}?limit=200${which}${cursor}`);
      found.push(...body.members.map(({ alert }: { alert: string }) => alert));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    return found;
  };
  const found = await membersIn('');
  expect(new Set(found).size).toBe(1200);
  expect(await membersIn('&open=true')).toEqual(found.toReversed());
  const { projections } = house.kernel;
  const rows = async () =>
    Promise.all(
      ['alert', 'grp', 'member'].map((table) =>
        house.database.many(sql`select t::text from ${projections.table(alertGroups, table)} t order by 1`),
      ),
    );
  const before = await rows();
  await projections.rebuild(alertGroups);
  expect(await rows()).toEqual(before);
}, 60_000);

test('organisations are apart; what is unknown or no cursor of this list is refused', async () => {
  await using house = await groupsHouse();
  await house.record([seen()]);
  await house.record([seen({ key: 'a2', services: ['search'] }), seen({ key: 'a3', at: ago(20) })]);
  await house.record([seen()], 2);
  await expect.poll(() => countsOf(house), patience).toHaveLength(3);
  await expect.poll(() => countsOf(house, '', 'read 2'), patience).toEqual([1]);
  const [mine] = await listed(house);
  expect((await house.get(`/${mine.id}`, 'read 2')).status).toBe(404);
  expect((await house.get('/grp_none')).body.code).toBe('groups.unknown');
  const { body: page } = await house.get('?limit=2');
  expect(page.groups).toHaveLength(2);
  expect((await house.get(`?limit=2&cursor=${page.next}`)).body).toMatchObject({ groups: [{}], next: null });
  expect((await house.get(`?state=open&cursor=${page.next}`)).body.code).toBe('groups.cursor');
  expect((await house.get(`/${mine.id}?cursor=${page.next}`)).body.code).toBe('groups.cursor');
});

test('what is long over, or was a mistake of the adapter, begins no diagnosis', async () => {
  await using house = await groupsHouse();
  await house.record([seen({ at: ago(60 * 24) })]);
  await expect.poll(() => listed(house), patience).toMatchObject([{ diagnosis: null }]);
  expect(await house.database.many(sql`select from nightjar.task where topic = ${roundTopic}`)).toEqual([]);
  // Observed and withdrawn in one breath: there is nothing to group.
  const alert = seen({ key: 'a2', services: ['search'] });
  const read = { delivery: 'd1', index: 0, reading: 1 };
  await house.kernel.log.append({
    org: 1,
    stream: alertStream('alr_2'),
    facts: [
      { type: 'AlertObserved', data: { alert, read } },
      { type: 'AlertWithdrawn', data: { read: { ...read, reading: 2 }, why: 'gone' } },
    ],
  });
  await house.record([seen({ key: 'a3', services: ['cart'] })]);
  await expect.poll(() => countsOf(house), patience).toEqual([1, 1]);
});

test('without an answer of the graph alerts are grouped all the same', async () => {
  await using house = await groupsHouse({ related: () => Promise.reject(new Error('it is being built')) });
  await house.record([seen(), seen({ key: 'a2' }), seen({ key: 'a3', services: ['search'] })]);
  await expect.poll(async () => (await countsOf(house)).toSorted(), patience).toEqual([1, 2]);
  expect(house.logged()).toContain('alerts are grouped without the graph');
});

test('two processes begin one diagnosis for what they both hear of', async () => {
  await using house = await groupsHouse();
  await using _other = await house.open();
  const services = Array.from({ length: 30 }, (_, n) => `s${n}`);
  for (const service of services)
    await house.record([
      seen({ key: service, services: [service] }),
      seen({ key: `${service} again`, services: [service] }),
    ]);
  await expect.poll(() => countsOf(house), patience).toEqual(services.map(() => 2));
  const founded = await house.database.many(
    sql`select distinct data ->> 'diagnosis' as id from nightjar.event where type = 'AlertsGrouped' and data ->> 'diagnosis' is not null`,
  );
  expect(founded).toHaveLength(30);
}, 30_000);

test('in a storm what seems to stand for itself waits a moment with its diagnosis; the storm does not', async () => {
  await using house = await groupsHouse();
  const storm = Array.from({ length: 25 }, (_, n) => seen({ key: `k${n}`, at: ago(1) }));
  await house.record(storm);
  await expect.poll(() => countsOf(house), patience).toEqual([25]);
  await house.record([seen({ key: 'other', services: ['search'] })]);
  await expect.poll(() => countsOf(house), patience).toEqual([1, 25]);
  await expect.poll(() => house.rounds.length, patience).toBe(2);
  const waits = await house.database.many<{ title: string; after: number; ms: number }>(sql`
    select payload -> 'question' ->> 'title' as title, (payload ->> 'after')::int as after,
      round(extract(epoch from run_at) * 1000 - (payload ->> 'heard')::numeric)::int as ms
    from nightjar.task where topic = ${roundTopic} and payload ->> 'after' <> '0' order by payload ->> 'heard', after`);
  expect(waits.map(({ after, ms }) => ms - after * 60_000)).toEqual([
    ...[0, 0, 0],
    ...[stormPatience, stormPatience, stormPatience],
  ]);
});
