import { expect, test } from 'vitest';
import { usualBudget } from '../density/looks.ts';
import { feedHouse } from '../testing/house.ts';
import { feedModel, report } from '../testing/model.ts';
import { observed } from '../testing/observed.ts';
import { readerOf } from '../testing/reader.ts';
import { compare } from './queries.ts';

const day = 86_400_000;
const begin = Date.UTC(2026, 2, 1);

test('over HTTP: what appeared and what is gone, under the filter, each organisation its own', async () => {
  await using house = await feedHouse();
  const deploy = (service: string, at: string, who: string) => ({
    kind: 'deploy',
    services: [service],
    at,
    actor: { name: who, kind: 'human' },
  });
  const { body: sent } = await house.post([
    deploy('pricing', '2026-03-01T10:00:00Z', 'Ana'),
    deploy('mail', '2026-03-01T11:00:00Z', 'Ana'),
    deploy('pricing', '2026-03-02T10:00:00Z', 'Ana'),
    {
      kind: 'flag',
      services: ['search'],
      at: '2026-03-02T11:00:00Z',
      actor: { name: 'Joey', kind: 'human' },
    },
  ]);
  const windows =
    'from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z&other_from=2026-03-01T00:00:00Z&other_to=2026-03-02T00:00:00Z';
  const ask = (more: string, right?: string) => house.get(`/api/v1/changes/compare?${windows}${more}`, right);
  const { body } = await ask(`&min_pos=${sent.position}`);
  expect(body).toMatchObject({
    here: { count: 2 },
    there: { count: 2 },
    services: {
      of: [
        { name: 'search', is: 'appeared', here: 1, there: 0 },
        { name: 'mail', is: 'gone', here: 0, there: 1 },
      ],
      leftOff: 0,
    },
    kinds: { of: [{ name: 'flag', is: 'appeared' }] },
    actors: { of: [{ name: 'joey', is: 'appeared' }] },
    partial: false,
  });
  expect((await ask('&q=kind:deploy')).body.services.of).toMatchObject([{ name: 'mail', is: 'gone' }]);
  expect((await ask('', 'read 2')).body).toMatchObject({ here: { count: 0 }, services: { of: [] } });
  const backwards = windows.replace('other_to=2026-03-02', 'other_to=2026-02-02');
  expect((await house.get(`/api/v1/changes/compare?${backwards}`)).body).toMatchObject({
    code: 'feed.window',
    pointer: '/other_from',
  });
});

test('where not all can be looked at, figures are estimates and nothing is said to have appeared', async () => {
  await using model = await feedModel();
  await model.apply(
    Array.from({ length: 4_000 }, (_, n) =>
      report(
        observed({
          key: `${n}`,
          at: new Date(begin + Math.floor((n * 2 * day) / 4_000)).toISOString(),
          services: [n < 2_000 || n % 2 === 0 ? 'pricing' : 'search'],
        }),
      ),
    ),
  );
  const wish = {
    query: '',
    view: 'all',
    here: { from: begin + day, to: begin + 2 * day },
    there: { from: begin, to: begin + day },
    now: new Date(begin + 2 * day),
  } as const;
  const reader = readerOf(model, model.schema);
  const exact = await compare(reader, wish);
  expect(exact).toMatchObject({
    here: { count: 2_000 },
    services: { of: [{ name: 'search', is: 'appeared' }, {}] },
  });
  const told = await compare(reader, wish, { ...usualBudget, inTime: 1_000 });
  expect(told).toMatchObject({ partial: true, services: { of: [{ is: 'more' }, { is: 'fewer' }] } });
  expect(Math.abs(told.here.count - 2_000)).toBeLessThan(400);
  expect(Math.abs((told.services.of.find(({ name }) => name === 'search')?.here ?? 0) - 1_000)).toBeLessThan(
    250,
  );
});
