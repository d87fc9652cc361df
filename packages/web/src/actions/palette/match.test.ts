import { expect, test } from 'vitest';
import { marksIn, meets } from './match.ts';

/** The text with what is marked in brackets. */
const shown = (text: string, marks: readonly (readonly [number, number])[] | undefined): string =>
  (marks ?? [])
    .toReversed()
    .reduce((all, [from, to]) => `${all.slice(0, from)}[${all.slice(from, to)}]${all.slice(to)}`, text);

test.each([
  ['Go to the catalog', 'cat', '', 2, 'Go to the [cat]alog'],
  ['Go to the catalog', 'go to', '', 3, '[Go] [to] the catalog'],
  ['Go to the catalog', 'alog', '', 1, 'Go to the cat[alog]'],
  ['Go to the catalog', 'services', 'services teams', 1, 'Go to the catalog'],
  ['Go to the catalog', 'gtc', '', 0.5, '[G]o [t]o the [c]atalog'],
  ['Sign out', 'out sign', '', 2, '[Sign] [out]'],
  ['Use the dark theme', 'DARK', '', 2, 'Use the [dark] theme'],
])('%s meets %s', (text, typed, others, near, marked) => {
  const met = meets(text, typed, others);
  expect(met?.near).toBe(near);
  expect(shown(text, met?.marks)).toBe(marked);
});

test.each([
  ['Go to the catalog', 'catalogue'],
  ['Go to the catalog', 'cat dog'],
  ['Sign out', 'x'],
])('%s does not meet %s', (text, typed) => expect(meets(text, typed)).toBeNull());

test('of what was found elsewhere the letters that are there are marked, and never the wrong ones', () => {
  expect(shown('eu-pricing', marksIn('eu-pricing', 'pric'))).toBe('eu-[pric]ing');
  expect(shown('repaint paint', marksIn('repaint paint', 'paint'))).toBe('repaint [paint]');
  expect(marksIn('checkout', 'chekout')).toEqual([]);
  expect(marksIn('İstanbul edge', 'edge')).toEqual([]);
  expect(shown('a 🔥 fire', marksIn('a 🔥 fire', '🔥 fire'))).toBe('a [🔥] [fire]');
});
