import { and } from '@nightjar/query/ast';
import { toPredicate } from '@nightjar/query/to-predicate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeId } from '../../change/identity.ts';
import type { Observation } from '../../change/observation.ts';
import { askedBy, parsed } from './asked.ts';
import { changeOf } from './change.ts';
import type { Mark } from './cursor.ts';
import { fields } from './fields.ts';
import { single } from './fold.ts';
import { type Line, lineOf } from './line.ts';
import { changesMatching } from './queries.ts';
import { linesBelow } from './quiet.ts';
import { feedModel, report } from './testing/model.ts';
import { observed } from './testing/observed.ts';
import { readerOf } from './testing/reader.ts';
import { walks } from './testing/walks.ts';
import { inView, isLow } from './view.ts';

const now = new Date('2026-03-03T00:00:00Z');
const robot = { name: 'argocd', kind: 'automation', onBehalfOf: null } as const;
const joey = { name: 'joey', kind: 'human', onBehalfOf: null } as const;

/** Rollouts in waves, flaps, rehearsals, merges and people, so mixed that bundles lie apart and in one another. */
const observations: Observation[] = Array.from({ length: 500 }, (_, n): Observation => {
  const at = new Date(Date.UTC(2026, 2, 1) + Math.floor(n / 2) * 300_000).toISOString();
  const service = ['pricing', 'checkout', 'search'][n % 3] ?? '';
  const base = { key: `${n}`, at, services: [service], environment: n % 5 === 0 ? 'staging' : 'prod' };
  if (n % 7 === 0) return observed({ ...base, actor: joey, version: n % 2 === 0 ? `v${n}` : null });
  if (n % 7 < 3)
    return observed({
      ...base,
      actor: robot,
      version: `v${Math.floor(n / 40)}`,
      phase: n % 31 === 0 ? 'failed' : 'finished',
      tags: { cluster: `c${n % 9}` },
      title: `Deploy ${service} v${Math.floor(n / 40)} to c${n % 9}`,
    });
  if (n % 7 === 3)
    return observed({
      ...base,
      actor: robot,
      kind: 'scale',
      version: null,
      title: `Replicas ${n} → ${n + 1}`,
    });
  if (n % 7 === 4)
    return observed({ ...base, actor: robot, kind: 'other', title: `Merge #${n}`, version: null });
  return observed({ ...base, actor: null, version: null, kind: 'config', title: `Reload ${n}` });
});

const lines: Line[] = observations.map((it) =>
  lineOf(1, changeOf(changeId(1, it.source, it.key), single(it))),
);
const byOrder = (a: Line, b: Line): number => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);

/** By definition: those that match in this view, and of each bundle the newest. */
const expected = (query: string): { lines: Line[]; members: Map<string, Line[]>; low: Line[] } => {
  const ast = parsed(query);
  const seen = lines.filter(toPredicate(inView('quiet', ast), fields, now)).sort(byOrder);
  const members = Map.groupBy(seen, (line) => line.bundle ?? line.id);
  const low = lines.filter(toPredicate(and([ast, isLow]), fields, now));
  return { lines: seen.filter((line) => members.get(line.bundle ?? line.id)?.[0] === line), members, low };
};

const queries = [
  ...['', 'service:pricing', 'service:pricing env:prod', 'env:staging', 'kind:deploy', 'status:failed'],
  ...['actor:human', '-actor:bot', 'deploy', 'replicas', '"reload 1"', 'after:2026-03-01T06:00Z'],
  ...[
    'before:2026-03-01T20:00Z kind:scale',
    'priority:low',
    'priority:high,normal',
    '(kind:deploy OR kind:scale)',
  ],
  ...['service:search kind:deploy env:prod', 'tag:cluster=c3', 'version:v3', 'never'],
];

test('page after page, the quiet view holds each bundle once, and pages together are the whole', async () => {
  await using model = await feedModel();
  await model.apply(observations.map((it) => report(it)));
  await model.apply(observations.slice(0, 50).map((it) => report(it, undefined, 2)));
  await model.run({ parts: [`analyze ${model.schema}.change`], values: [] });
  const reader = readerOf(model, model.schema);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...queries),
      fc.integer({ min: 1, max: 70 }),
      walks,
      async (q, limit, within) => {
        const asked = askedBy(inView('quiet', parsed(q)), now);
        const ids: string[] = [];
        let from: Mark | null = null;
        do {
          const found = await linesBelow(reader, asked, from, limit, within);
          expect(found.rows.length).toBeLessThanOrEqual(limit);
          ids.push(...found.rows.map((row) => row.id));
          const [newest] = lines.toSorted(byOrder);
          const top = { at: newest?.at.getTime() ?? 0, id: newest?.id ?? '' };
          from = found.next === null ? null : { before: found.next, top };
        } while (from !== null);
        expect(ids).toEqual(expected(q).lines.map(({ id }) => id));
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test('what comes while one reads takes no line from the pages that follow', async () => {
  await using model = await feedModel();
  const rollout = (version: string, n: number, minute: number) =>
    report(
      observed({
        key: `${version}-${n}`,
        at: `2026-03-01T0${minute < 60 ? 1 : 2}:${String(minute % 60).padStart(2, '0')}:00.000Z`,
        actor: robot,
        version,
        title: `Deploy pricing ${version} to c${n}`,
      }),
    );
  await model.apply([
    ...[1, 2, 3].map((n) => rollout('v1', n, n)),
    ...[1, 2, 3].map((n) => rollout('v2', n, 10 + n)),
    ...[1, 2, 3].map((n) => rollout('v3', n, 20 + n)),
  ]);
  const reader = readerOf(model, model.schema);
  const asked = { query: '', view: 'quiet', limit: 1, now } as const;
  const told: unknown[] = [];
  let cursor: string | undefined;
  for (let more = 0; more < 5; more += 1) {
    const page = await changesMatching(reader, { ...asked, cursor });
    told.push(...page.changes.map(({ version }) => version));
    if (page.next === null) break;
    cursor = page.next;
    await model.apply([rollout('v1', 10 + more, 60 + more), rollout('v3', 10 + more, 70 + more)]);
  }
  expect(told).toEqual(['v3', 'v2', 'v1']);
}, 60_000);

test('every change is in exactly one place: a line, what a line stands for, or the low ones', async () => {
  await using model = await feedModel();
  await model.apply(observations.map((it) => report(it)));
  const reader = readerOf(model, model.schema);
  for (const query of queries.filter((q) => !q.includes('priority:'))) {
    const told: string[] = [];
    let hidden = 0;
    let cursor: string | undefined;
    do {
      const page = await changesMatching(reader, { query, view: 'quiet', limit: 30, cursor, now });
      hidden += page.hidden ?? 0;
      for (const change of page.changes) {
        const members: string[] = [];
        if (change.bundled === null) members.push(change.id);
        else {
          const all = { query: change.bundled.query, limit: 200, now };
          let more: string | undefined;
          do {
            const its = await changesMatching(reader, { ...all, cursor: more });
            members.push(...its.changes.map(({ id }) => id));
            more = its.next ?? undefined;
          } while (more !== undefined);
          expect(members).toHaveLength(change.bundled.count);
          expect(members[0]).toBe(change.id);
        }
        told.push(...members);
      }
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    const { low } = expected(query);
    const whole = lines.filter(toPredicate(parsed(query), fields, now)).map(({ id }) => id);
    expect([...told, ...low.map(({ id }) => id)].sort()).toEqual(whole.sort());
    expect([query, hidden]).toEqual([query, low.length]);
  }
}, 60_000);

test('a line says what it stands for', async () => {
  await using model = await feedModel();
  const cluster = (n: number, more: Partial<Observation> = {}) =>
    report(
      observed({
        key: `c${n}`,
        at: `2026-03-01T02:${10 + n}:00.000Z`,
        actor: robot,
        environment: n < 20 ? 'prod-eu' : 'prod-us',
        title: `Deploy pricing v812 to c${n}`,
        tags: { cluster: `c${n}` },
        ...more,
      }),
    );
  await model.apply(Array.from({ length: 40 }, (_, n) => cluster(n, n === 7 ? { phase: 'failed' } : {})));
  await model.apply([report(observed({ key: 'alone', actor: joey, services: ['mail'] }))]);
  const reader = readerOf(model, model.schema);
  const { changes, hidden } = await changesMatching(reader, { query: '', view: 'quiet', limit: 10, now });
  expect(changes.map(({ bundled }) => bundled)).toEqual([
    {
      count: 40,
      failed: 1,
      services: 1,
      environments: 2,
      clusters: 40,
      first: '2026-03-01T02:10:00.000Z',
      last: '2026-03-01T02:49:00.000Z',
      title: 'Deploy pricing v812',
      query: `bundle:${changes[0]?.bundle} -priority:low`,
    },
    null,
  ]);
  expect(hidden).toBe(0);
  const failed = await changesMatching(reader, { query: 'status:failed', view: 'quiet', limit: 10, now });
  expect(failed.changes.map(({ key, bundled }) => [key, bundled])).toEqual([['c7', null]]);
});

test('a filter that speaks of priorities finds what its lines stand for', async () => {
  await using model = await feedModel();
  await model.apply(observations.map((it) => report(it)));
  const reader = readerOf(model, model.schema);
  for (const query of ['priority:low', 'priority:high,normal', 'kind:scale -priority:high']) {
    const { changes } = await changesMatching(reader, { query, view: 'quiet', limit: 200, now });
    const several = changes.filter(({ bundled }) => bundled !== null);
    for (const { bundled } of several.slice(0, 5)) {
      const its = await changesMatching(reader, { query: bundled?.query ?? '', limit: 200, now });
      expect([query, its.changes.length]).toEqual([query, bundled?.count]);
    }
  }
});

test('a cursor of one view is refused in the other', async () => {
  await using model = await feedModel();
  await model.apply(observations.map((it) => report(it)));
  const reader = readerOf(model, model.schema);
  const { next } = await changesMatching(reader, { query: '', view: 'quiet', limit: 5, now });
  await expect(
    changesMatching(reader, { query: '', limit: 5, cursor: next ?? '', now }),
  ).rejects.toMatchObject({ code: 'feed.cursor' });
});
