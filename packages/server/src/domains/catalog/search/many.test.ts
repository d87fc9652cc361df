import { raw } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { catalogModel, described } from '../testing/model.ts';
import { entitiesMatching } from './queries.ts';
import { noSynonyms } from './synonyms.ts';

const at = '2026-03-01T00:00:00Z';
const now = new Date('2026-03-05T00:00:00Z');
const count = 4_000;
const numbered = (prefix: string, nth: number): string =>
  `service:default/${prefix}-${String(nth).padStart(5, '0')}`;

test('a search of which thousands match goes on to its end, each once, the nearest first', async () => {
  await using model = await catalogModel();
  const facts = Array.from({ length: count }, (_, nth) => [
    described(numbered('gen', nth), {}, { at }),
    described(
      numbered(nth % 2 === 0 ? 'regent' : 'plain', nth),
      nth % 40 === 1 ? { description: 'made by gen' } : {},
      { at },
    ),
  ]).flat();
  facts.push(described('service:default/gen', {}, { at }));
  for (let from = 0; from < facts.length; from += 2_000) await model.apply(facts.slice(from, from + 2_000));
  // As autovacuum does within a minute of an import.
  await model.run(raw('analyze'));
  for (const [query, limit, matches] of [
    ['gen', 500, 1 + count + count / 2 + count / 40],
    ['gen -tier:0', 497, 1 + count + count / 2 + count / 40],
    ['ge', 500, 1 + count],
    ['gen made', 30, count / 40],
    ['egen', 200, count / 2],
    ['regnet', 200, count / 2],
  ] as const) {
    const refs: string[] = [];
    let cursor: string | undefined;
    do {
      const wish = { query, limit, cursor, at: null, synonyms: noSynonyms, now };
      const page = await entitiesMatching(model.reader(), wish);
      refs.push(...page.entities.map(({ ref }) => ref));
      cursor = page.next ?? undefined;
      if (page.total !== null) expect(page.total, query).toBe(matches);
    } while (cursor !== undefined);
    expect.soft(new Set(refs).size, query).toBe(refs.length);
    expect.soft(refs.length, query).toBe(matches);
    if (query === 'gen') expect(refs[0]).toBe('service:default/gen');
  }
}, 60_000);
