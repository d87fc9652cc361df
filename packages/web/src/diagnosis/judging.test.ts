import { expect, test } from 'vitest';
import { type Judged, meantBy, othersOf, saysOf, withWord } from './judging.ts';

const at = '2026-03-01T02:55:00Z';
const ana = { by: 'person:ana', byName: 'Ana', at };
const word = (change: string | null, judgement: Judged['judgement'], by = ana.by): Judged => ({
  ...ana,
  by,
  change,
  judgement,
  from: 'web',
});

test('who confirms another cause holds no more by the one before; what others say stays', () => {
  const before = [word('a', 'confirmed'), word('b', 'refuted'), word('a', 'confirmed', 'person:joey')];
  expect(withWord(before, { change: 'c', judgement: 'confirmed' }, ana)).toEqual([
    word('b', 'refuted'),
    word('a', 'confirmed', 'person:joey'),
    word('c', 'confirmed'),
  ]);
  expect(withWord(before, { change: null, judgement: 'confirmed' }, ana).map(({ change }) => change)).toEqual(
    ['b', 'a', null],
  );
});

test('the same tap again takes it back', () => {
  const before = [word('a', 'confirmed'), word('a', 'confirmed', 'person:joey')];
  const meant = meantBy(before, ana.by, { change: 'a', judgement: 'confirmed' });
  expect(meant).toEqual({ change: 'a', judgement: 'withdrawn' });
  const after = withWord(before, meant, ana);
  expect(saysOf(after, ana.by, 'a')).toBeUndefined();
  expect(othersOf(after, ana.by, 'a')).toHaveLength(1);
  expect(meantBy(after, ana.by, { change: 'a', judgement: 'refuted' }).judgement).toBe('refuted');
});
