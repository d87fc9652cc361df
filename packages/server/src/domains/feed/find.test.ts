import { toPredicate } from '@nightjar/query/to-predicate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeId } from '../../change/identity.ts';
import { kinds, phases } from '../../change/observation.ts';
import { asked, parsed } from './asked.ts';
import { changeOf } from './change.ts';
import type { Key } from './cursor.ts';
import { fields } from './fields.ts';
import { find } from './find.ts';
import { single } from './fold.ts';
import { type Line, lineOf } from './line.ts';
import { changesMatching } from './queries.ts';
import { feedModel, report } from './testing/model.ts';
import { observed } from './testing/observed.ts';
import { readerOf } from './testing/reader.ts';
import { walks } from './testing/walks.ts';

const now = new Date('2026-03-02T00:00:00Z');
const services = ['pricing', 'checkout-api', 'Search', 'mail'];
const environments = ['prod', 'staging', null];
const said = [
  'timeout in pool',
  'rollout',
  'raise the limit',
  'timeout',
  "it's 100% done",
  'pool of pricing',
];

/** 600 changes in which everything meets everything now and then. */
const observations = Array.from({ length: 600 }, (_, n) =>
  observed({
    key: `${n}`,
    kind: kinds[(n * 7) % 5] ?? 'other',
    phase: phases[n % phases.length] ?? 'finished',
    at: new Date(Date.UTC(2026, 2, 1) + Math.floor(n / 3) * 60_000).toISOString(),
    title: `${said[n % said.length]} ${n % 97 === 0 ? 'rare' : ''} ${n}`,
    services: n % 11 === 0 ? services.slice(0, 2) : [services[n % 4] ?? ''],
    environment: environments[n % 3] ?? null,
    actor: n % 5 === 0 ? { name: 'ci', kind: 'automation', onBehalfOf: null } : null,
    version: n % 2 === 0 ? `v${n}` : null,
    tags: n % 4 === 0 ? { team: 'money' } : {},
  }),
);

const lines: Line[] = observations.map((it) =>
  lineOf(1, changeOf(changeId(1, it.source, it.key), single(it))),
);
const byOrder = (a: Line, b: Line): number => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);

const matching = (query: string): string[] =>
  lines
    .filter(toPredicate(parsed(query), fields, now))
    .sort(byOrder)
    .map((line) => line.id);

const term = fc.constantFrom(
  ...['service:pricing', 'service:search,mail', 'service:check*', 'env:prod', 'env:prod,staging', 'env:*'],
  ...['kind:deploy', 'kind:flag,config', 'status:failed', 'status:running,planned', 'actor:bot', 'actor:ci'],
  ...[
    'timeout',
    'rare',
    'never',
    'roll*',
    '"timeout in pool"',
    '"pool of"',
    '100%',
    'tag:team=money',
    'version:v42',
  ],
  ...[
    'after:2026-03-01T01:00Z',
    'before:2026-03-01T02:00Z',
    'duration:>5',
    'text:limit',
    'at:2026-03-01',
    'v42',
  ],
  ...['priority:low', 'priority:high,normal', `bundle:${lines[5]?.bundle}`, 'bundle:*'],
);
const query: fc.Arbitrary<string> = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    term,
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `${a} ${b}`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} OR ${b})`),
    tie('query').map((a) => `-(${a})`),
  ),
})).query;

test('page after page, a filter finds what its predicate accepts, whichever way it is found', async () => {
  await using model = await feedModel();
  await model.apply(observations.map((it) => report(it)));
  await model.apply(observations.slice(0, 50).map((it) => report(it, undefined, 2)));
  await model.run({ parts: [`analyze ${model.schema}.change`], values: [] });
  const reader = readerOf(model, model.schema);
  await fc.assert(
    fc.asyncProperty(query, fc.integer({ min: 1, max: 200 }), walks, async (text, limit, within) => {
      const it = asked(text, now);
      const ids: string[] = [];
      let from: Key | null = null;
      do {
        const found = await find(reader, it, from, limit, within);
        ids.push(...found.rows.map((row) => row.id));
        from = found.next;
      } while (from !== null);
      expect(ids).toEqual(matching(text));
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('what the index of services covers in part is found in full', async () => {
  await using model = await feedModel();
  await model.apply(observations.map((it) => report(it)));
  const reader = readerOf(model, model.schema);
  for (const text of [
    'service:mail kind:flag',
    'service:mail env:prod',
    'service:mail,search kind:config,flag env:prod',
  ]) {
    const found = await find(reader, asked(text, now), null, 3);
    expect(found.rows.map((row) => row.id)).toEqual(matching(text).slice(0, 3));
  }
});

test('a page carries whole changes, and its cursor goes on where it ended', async () => {
  await using model = await feedModel();
  await model.apply(observations.map((it) => report(it)));
  const reader = readerOf(model, model.schema);
  const wish = { query: 'service:pricing env:prod', limit: 10, now };
  const first = await changesMatching(reader, wish);
  const second = await changesMatching(reader, { ...wish, cursor: first.next ?? '' });
  const ids = [...first.changes, ...second.changes].map((change) => change.id);
  expect(ids).toEqual(matching(wish.query).slice(0, 20));
  expect(first.changes[0]).toMatchObject({ environment: 'prod', source: 'api' });
  await expect(
    changesMatching(reader, { ...wish, query: '', cursor: first.next ?? '' }),
  ).rejects.toMatchObject({
    code: 'feed.cursor',
  });
  await expect(changesMatching(reader, { ...wish, cursor: 'nonsense' })).rejects.toMatchObject({
    code: 'feed.cursor',
  });
});

test('another organisation sees nothing of it', async () => {
  await using model = await feedModel();
  await model.apply(observations.slice(0, 20).map((it) => report(it)));
  const reader = readerOf(model, model.schema, 2);
  for (const query of [
    '',
    'service:pricing',
    'timeout',
    'service:pricing env:prod kind:deploy',
    `id:${lines[0]?.id}`,
  ]) {
    expect((await changesMatching(reader, { query, limit: 5, now })).changes).toEqual([]);
  }
});

test('a filter that cannot be read is refused with its place', async () => {
  await using model = await feedModel();
  const reader = readerOf(model, model.schema);
  await expect(changesMatching(reader, { query: 'env:prod srvice:x', limit: 5, now })).rejects.toMatchObject({
    code: 'feed.filter',
    where: { offset: 9 },
  });
});
