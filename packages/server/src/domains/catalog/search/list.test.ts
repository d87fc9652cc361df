import { kinds } from '@nightjar/descriptors/ref';
import { raw } from '@nightjar/kernel/database/sql';
import { toPredicate } from '@nightjar/query/to-predicate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asked } from './asked.ts';
import { fields, type Line } from './fields.ts';
import { list } from './list.ts';
import { scopeOf } from './scope.ts';
import { noSynonyms } from './synonyms.ts';
import { before, company, now } from './testing/company.ts';

type Company = Awaited<ReturnType<typeof company>>;
type Stored = Omit<Line, 'ownerNames'> & { readonly owner_names: readonly string[] };

/** The rows that stood at an instant, as filters see them. */
const linesAt = async (model: Company, at: Date | null): Promise<Line[]> => {
  const rows = await model.inModel((tx) =>
    tx.many<Stored & { until: Date | number }>(
      raw(`select ref, kind, namespace, lower(name) as name, state, tier, type, lifecycle, language, runtime, deployment,
        owner_names, system, environments, tags, joins, aliases, repository, readers, contested, since, until, text,
        tsvector_to_array(words) as words from entity where org = 1`),
    ),
  );
  return rows
    .filter(({ since, until }) =>
      at === null ? until === Number.POSITIVE_INFINITY : since <= at && Number(until) > at.getTime(),
    )
    .map(({ owner_names: ownerNames, ...row }) => ({ ...row, ownerNames }));
};

const term = fc.constantFrom(
  ...[
    'kind:service',
    'kind:component,team',
    'kind:resource',
    'tier:0',
    'tier:<=1',
    'tier:>1',
    'tier:*',
    'tier:7',
  ],
  ...[
    'owner:payments',
    'owner:team:payments',
    'owner:"team:default/shop"',
    'owner:*',
    'owner:pay*',
    'lang:go',
  ],
  ...['lang:PYTHON', 'lang:*', 'system:sales', 'system:"system:default/sales"', 'system:*', 'system:s*'],
  ...[
    'env:prod',
    'env:*',
    'tag:pci',
    'tag:pci=yes',
    'tag:*',
    'join:github',
    'join:github=acme/pricing',
    'join:*',
    'join:github=acme/*',
    'state:declared',
    'state:gone',
    'source:effx',
  ],
  ...['alias:psp', 'alias:*', 'name:check*', 'name:pricing', 'name:p*,s*', 'contested:yes', 'contested:*'],
  ...[
    'repo:acme/pricing',
    'repo:GITHUB',
    'repo:*',
    'text:ricin',
    'text:"100%"',
    'text:_',
    'updated:>=2026-03-03',
  ],
  ...[
    'before:2026-03-02',
    'updated:2026-03-03',
    'type:index',
    'lifecycle:*',
    'runtime:nodejs20.x',
    'runtime:*',
  ],
  ...['deployment:"kubernetes cronjob"', 'namespace:default', 'ref:service*', 'ref:service:default/cart'],
  // Words within OR and NOT filter as well.
  ...['(orders OR basket)', '-checkout', '(pri* OR zzz)', '-"what we"'],
);
const query: fc.Arbitrary<string> = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 2, arbitrary: term },
    { weight: 1, arbitrary: fc.tuple(tie('query'), tie('query')).map(([a, b]) => `${a} ${b}`) },
    { weight: 1, arbitrary: fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} OR ${b})`) },
    { weight: 1, arbitrary: tie('query').map((a) => `-(${a})`) },
  ),
})).query;

const placeOf = ({ kind }: Line): number => {
  const index = (kinds as readonly string[]).indexOf(kind);
  return index < 0 ? kinds.length : index;
};
const inLists = (a: Line, b: Line): number => placeOf(a) - placeOf(b) || (a.ref < b.ref ? -1 : 1);

/** Bounds so small that each walk is cut off, each look at the indexes given up, or neither. */
const bounds = fc.record({
  firstWalk: fc.constantFrom(1, 5, 1_000),
  probed: fc.constantFrom(1, 6, 20_000),
  growth: fc.constantFrom(1, 4),
  patienceMs: fc.constantFrom(-1, 1_500),
});

test('page after page, now and then, a filter finds what its predicate accepts, whichever way it is found', async () => {
  await using model = await company();
  const stood = new Map([null, before].map((at) => [at, linesAt(model, at)]));
  await fc.assert(
    fc.asyncProperty(
      query,
      fc.constantFrom(null, before),
      fc.integer({ min: 1, max: 9 }),
      bounds,
      async (text, at, limit, within) => {
        const it = asked(text, noSynonyms, now);
        fc.pre(it.needles.length === 0);
        const scope = scopeOf(model.reader(), at);
        const refs: string[] = [];
        let total: number | null = null;
        let after: string | null = '';
        do {
          const page = await list(scope, it, after, now, limit, within);
          refs.push(...page.refs);
          total ??= page.total;
          after = page.next;
        } while (after !== null);
        const accepts = toPredicate(it.filter, fields, now);
        const lines = ((await stood.get(at)) ?? []).filter(accepts);
        expect(refs).toEqual(lines.sort(inLists).map(({ ref }) => ref));
        if (total !== null) expect(total).toBe(lines.length);
      },
    ),
    { numRuns: 150 },
  );
}, 120_000);

test('an entity is found by how another system names it, in any letters', async () => {
  await using model = await company();
  const refsOf = async (text: string) => {
    const it = asked(text, noSynonyms, now);
    return (await list(scopeOf(model.reader(), null), it, '', now, 9)).refs;
  };
  expect(await refsOf('join:github=acme/pricing')).toEqual(['service:default/pricing']);
  expect(await refsOf('join:GitHub')).toEqual(['service:default/pricing', 'service:default/search']);
  expect(await refsOf('join:sentry=search')).toEqual([]);
});
