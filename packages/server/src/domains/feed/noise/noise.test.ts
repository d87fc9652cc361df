import { toPredicate } from '@nightjar/query/to-predicate';
import { expect, test } from 'vitest';
import { parsed } from '../asked.ts';
import { changeOf } from '../change.ts';
import { fields } from '../fields.ts';
import { single } from '../fold.ts';
import { lineOf } from '../line.ts';
import { feedHouse } from '../testing/house.ts';
import { observed } from '../testing/observed.ts';
import { type Part, suggest } from './suggest.ts';

const part = (some: Partial<Part>): Part => ({
  source: 'jenkins',
  kind: 'scale',
  by: 'robots',
  changes: 100,
  lines: 100,
  low: 0,
  bundles: 0,
  ...some,
});

test('a rule leaves out what fills the lines, and nothing that a person did', () => {
  const rule = suggest([part({}), part({ by: 'people', lines: 90 }), part({ kind: 'deploy', lines: 5 })]);
  expect(rule?.words).toBe(
    'Leave out what robots report as scale: 100 of 195 lines, none of them by a person.',
  );
  const passes = toPredicate(parsed(rule?.filter ?? ''), fields, new Date());
  const line = (said: Parameters<typeof observed>[0]) =>
    lineOf(1, changeOf('chg_1', single(observed({ source: 'Jenkins', kind: 'scale', ...said }))));
  const robot = { name: 'hpa', kind: 'automation', onBehalfOf: null } as const;
  expect(passes(line({ actor: robot }))).toBe(false);
  expect(passes(line({ actor: robot, kind: 'deploy' }))).toBe(true);
  expect(passes(line({ actor: null }))).toBe(true);
  for (const kind of ['human', 'unknown'] as const)
    expect(passes(line({ actor: { name: 'joey', kind, onBehalfOf: null } }))).toBe(true);
});

test('what names nobody is left out as such, and what people fill is left alone', () => {
  expect(suggest([part({ by: 'nobody', source: 'my tool' })])?.filter).toBe(
    '-(source:"my tool" kind:scale -actor:*)',
  );
  expect(suggest([part({ by: 'people' })])).toBeNull();
  expect(suggest([part({ lines: 19 })])).toBeNull();
  expect(suggest([part({ kind: 'schema' })])).toBeNull();
});

test('the report counts what each source brought, and on how many lines it is told', async () => {
  await using house = await feedHouse();
  const robot = { name: 'hpa', kind: 'automation' };
  const at = (n: number) => new Date(Date.now() - 3_600_000 * (1 + (n % 3)) - n).toISOString();
  const sent = await house.post([
    ...Array.from({ length: 30 }, (_, n) => ({
      ...{
        source: 'kubernetes',
        key: `s${n}`,
        kind: 'scale',
        at: at(n),
        services: ['pricing'],
        actor: robot,
      },
      title: `Replicas ${n} → ${n + 1}`,
    })),
    ...Array.from({ length: 10 }, (_, n) => ({
      ...{ source: 'ci', key: `r${n}`, kind: 'other', at: at(n), services: ['pricing'], actor: robot },
      title: 'Run CI on main',
    })),
    { source: 'ci', key: 'by-hand', title: 'Rotate keys', at: at(0), actor: { name: 'joey', kind: 'human' } },
    { source: 'ci', key: 'old', title: 'Long ago', at: '2020-01-01T00:00:00Z' },
  ]);
  // So that the model has applied it all.
  await house.get(`/api/v1/changes?min_pos=${sent.body.position}`);
  const { status, body } = await house.get('/api/v1/noise?days=7');
  expect(status).toBe(200);
  const [ci, kubernetes] = [...body.sources].sort((a, b) => (a.source < b.source ? -1 : 1));
  expect(ci).toMatchObject({ source: 'ci', changes: 11, low: 10, lines: 1, byRobots: 10 / 11, rule: null });
  expect(ci.repeated).toEqual([{ title: 'run ci on main', times: 10, of: 11 }]);
  expect(kubernetes).toMatchObject({
    changes: 30,
    low: 0,
    byRobots: 1,
    repeated: [{ title: 'replicas # → #' }],
  });
  expect(kubernetes.lines).toBeLessThanOrEqual(2);
  const quiet = await house.get('/api/v1/changes?view=quiet&limit=200&q=source:kubernetes');
  expect(quiet.body.changes).toHaveLength(kubernetes.lines);
  expect((await house.get('/api/v1/noise?source=CI')).body.sources).toHaveLength(1);
  expect((await house.get('/api/v1/noise', 'read 2')).body.sources).toEqual([]);
});
