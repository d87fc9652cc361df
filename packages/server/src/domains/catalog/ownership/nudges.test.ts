import { raw, sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { type CatalogModel, catalogModel, described, withdrawn } from '../testing/model.ts';
import { findDoubtful } from './doubtful.ts';
import { beginning } from './found.ts';
import { nudgesOf } from './nudges.ts';

const now = new Date('2026-11-01T00:00:00Z');
const long = '2026-01-01T00:00:00Z';
const lately = '2026-10-01T00:00:00Z';
const chat = { chat: { label: '#payments', url: null } };
const payments = 'team:default/payments';

const page = (model: CatalogModel, { limit = 100, at = null as Date | null, query = '', cursor = '' } = {}) =>
  nudgesOf(model.reader(), { at, now, limit, query, cursor: cursor === '' ? undefined : cursor });

const told = ({ nudges }: Awaited<ReturnType<typeof page>>): string[] =>
  nudges.map(({ entity, is }) => `${entity.ref} ${is}`);

test('whatever somebody should own is looked through, every owner it names, and nothing that has gone', async () => {
  await using model = await catalogModel();
  await model.apply([
    described(payments, { contacts: chat }, { at: long }),
    described('person:default/ada', {}, { at: long }),
    described('environment:default/prod', {}, { at: long }),
    described('service:default/fine', { owners: [payments, 'person:default/ada'] }, { at: long }),
    described('service:default/half', { owners: [payments, 'team:default/lost'] }, { at: long }),
    described('service:default/both', { owners: ['team:default/lost', 'team:default/gone'] }, { at: long }),
    described('api:default/prices', { tier: 1 }, { at: long }),
    described('resource:default/db', { owners: ['team:default/bare'], contacts: chat }, { at: long }),
    described('system:default/money', { owners: ['team:default/bare'] }, { at: long }),
    described('team:default/bare', {}, { at: long }),
    described('service:default/retired', {}, { at: long }),
    withdrawn('service:default/retired', { at: lately }),
  ]);
  const all = await page(model);
  expect(told(all)).toEqual([
    'api:default/prices no-owner',
    'service:default/both unknown-owner',
    'service:default/half unknown-owner',
    'system:default/money unreachable-owner',
  ]);
  expect(all.nudges[2]?.detail).toBe('lost owns half, but the catalog does not know lost.');
  expect(all.nudges[0]?.next).toContain('`nightjar edit api:prices owner=NAME`');
  expect(told(await page(model, { query: 'kind:system' }))).toEqual([
    'system:default/money unreachable-owner',
  ]);
  expect(told(await page(model, { at: new Date('2026-02-01T00:00:00Z'), query: 'tier:*' }))).toEqual([
    'api:default/prices no-owner',
  ]);
  expect(told(await page(model, { at: new Date('2026-02-01T00:00:00Z'), query: 'retired' }))).toEqual([
    'service:default/retired no-owner',
  ]);
});

/** Forty services: of each four one is in order, one stale, one unseen, one both. */
const doubtful = async () => {
  const model = await catalogModel();
  const name = (n: number): string => `service:default/s${String(n).padStart(2, '0')}`;
  const numbers = Array.from({ length: 40 }, (_, n) => n);
  await model.apply([
    described(payments, { contacts: chat }, { at: long }),
    ...numbers.flatMap((n) => [
      described(name(n), { owners: [payments], tier: ((n * 7) % 4) as 0 | 1 | 2 | 3 }, { at: long }),
      described(
        name(n),
        { owners: [n % 2 === 0 ? payments : 'person:default/eve'] },
        { by: 'committers', at: lately },
      ),
    ]),
  ]);
  await model.run(sql`
    insert into nightjar.sighting (org, entity, source, about, first_seen, last_seen)
    select 1, 'service:default/s' || to_char(n, 'FM00'), 'kubernetes:c/' || n, '', ${new Date(long)},
      case when n % 4 in (2, 3) then ${new Date(lately)}::timestamptz else ${now}::timestamptz end
    from generate_series(0, 39) n`);
  const expected = numbers
    .flatMap((n) => [
      ...(n % 2 === 1 ? [{ n, is: 'stale' }] : []),
      ...(n % 4 > 1 ? [{ n, is: 'unseen' }] : []),
    ])
    .sort((a, b) => ((a.n * 7) % 4) - ((b.n * 7) % 4) || a.n - b.n)
    .map(({ n, is }) => `${name(n)} ${is}`);
  return { model, expected };
};

test('page after page, each doubt is told once, the most critical first', async () => {
  const { model: opened, expected } = await doubtful();
  await using model = opened;
  for (const limit of [1, 7, 100]) {
    const all: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const one: Awaited<ReturnType<typeof page>> = await page(model, { limit, cursor });
      all.push(...told(one));
      cursor = one.next;
    }
    expect(all).toEqual(expected);
  }
});

test('where more may be doubtful than indexes are good for, all is walked in order, and it is told what was not', async () => {
  const { model: opened, expected } = await doubtful();
  await using model = opened;
  const look = { reader: model.reader(), at: null, now, where: raw('true'), after: beginning, wanted: 100 };
  const bounds = { candidates: 5, firstWalk: 3, growth: 2, patienceMs: 10_000 };
  const names = ['no-owner', 'unknown-owner', 'unreachable-owner', 'contested', 'stale', 'unseen'];
  const walked = await findDoubtful(look, bounds);
  expect(walked.found.map(({ ref, rule }) => `${ref} ${names[rule]}`)).toEqual(expected);
  expect(walked.cut).toBe(false);
  // Of the first twelve ten are in order.
  const hasty = { ...bounds, firstWalk: 12, patienceMs: -1 };
  expect(await findDoubtful(look, hasty)).toMatchObject({ cut: true, found: { length: 4 } });
  expect(await findDoubtful({ ...look, wanted: 2 }, hasty)).toMatchObject({
    cut: false,
    found: { length: 2 },
  });
});
