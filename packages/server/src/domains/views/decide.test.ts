import { expect, test } from 'vitest';
import { named, queried, removeView, saveView, type Views, viewsDecider, type Who } from './decide.ts';
import { shared, type ViewFact } from './events.ts';

const ana: Who = { subject: 'person:ana', name: 'Ana', admin: false };
const ben: Who = { subject: 'person:ben', name: 'Ben', admin: false };
const failed = { name: 'Failed', query: 'status:failed', screen: 'feed', all: false } as const;
const saving = { list: shared, replace: false };

const after = (facts: readonly ViewFact[], views: Views = viewsDecider.initial): Views =>
  facts.reduce(viewsDecider.evolve, views);
const code = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return null;
};

test('the same again is no fact; another of the name is refused, and replaces it only when that is said', () => {
  const views = after(saveView(failed, ana, saving)(viewsDecider.initial));
  expect(saveView(failed, ana, saving)(views)).toEqual([]);
  const other = { ...failed, name: ' FAILED '.trim(), query: 'status:reverted' };
  expect(code(() => saveView(other, ana, saving)(views))).toBe('views.taken');
  const replaced = after(saveView(other, ana, { ...saving, replace: true })(views), views);
  expect([...replaced.values()]).toMatchObject([{ name: 'FAILED', query: 'status:reverted' }]);
});

test('what is shared only who saved it and an admin may change or remove', () => {
  const views = after(saveView(failed, ana, saving)(viewsDecider.initial));
  const other = { ...failed, query: 'x' };
  expect(code(() => saveView(other, ben, { ...saving, replace: true })(views))).toBe('views.not-yours');
  expect(code(() => removeView('failed', ben, shared)(views))).toBe('views.not-yours');
  expect(removeView('failed', { ...ben, admin: true }, shared)(views)).toHaveLength(1);
  expect(after(removeView('fAiled', ana, shared)(views), views).size).toBe(0);
  expect(code(() => removeView('gone', ana, shared)(views))).toBe('views.unknown');
});

test('a list has a bound', () => {
  let views = viewsDecider.initial;
  for (let n = 0; n < 200; n += 1)
    views = after(saveView({ ...failed, name: `view ${n}` }, ana, saving)(views), views);
  expect(code(() => saveView({ ...failed, name: 'one more' }, ana, saving)(views))).toBe('views.too-many');
  expect(
    saveView({ ...failed, name: 'View 7', query: 'x' }, ana, { ...saving, replace: true })(views),
  ).toHaveLength(1);
});

test.each([
  ['', 'views.name'],
  ['   ', 'views.name'],
  ['x'.repeat(81), 'views.name'],
  ['x'.repeat(5_000), 'views.name'],
  ['two\nlines', 'views.name'],
  ['half \ud83d', 'views.name'],
  ['x'.repeat(80), null],
  ['🔥'.repeat(80), null],
  ['عرض الإنتاج <script>', null],
])('%j as a name', (name, refused) => expect(code(() => named(name))).toBe(refused));

test('names lose the spaces around them, filters too; a filter has a bound', () => {
  expect(named('  Failed   in prod ')).toBe('Failed in prod');
  expect(queried(' status:failed ')).toBe('status:failed');
  expect(code(() => queried('x'.repeat(4_001)))).toBe('views.query');
});
