import { expect, test } from 'vitest';
import type { Action } from './action.ts';
import { conflictsIn, heard, type Pending, type Scene } from './keys.ts';
import type { Pressed } from './shortcut.ts';

const free: Scene = { isApple: false, typing: false, covered: false, singleKeys: true };

const action = (name: string, shortcut: string | readonly string[]): Action => ({
  name,
  label: name,
  group: 'Here',
  shortcut,
  run: () => true,
});

const pressed = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...held,
});

const actions = [
  action('catalog', 'g c'),
  action('graph', 'g g'),
  action('palette', 'mod+k'),
  action('next', ['j', 'ArrowDown']),
  action('page escape', 'Escape'),
  action('line escape', 'Escape'),
];

/** What the last of some keys means. */
const after = (keys: readonly (string | Pressed)[], scene: Scene = free): readonly string[] => {
  let pending: Pending = [];
  let names: readonly string[] = [];
  for (const key of keys) {
    const it = heard(actions, pending, typeof key === 'string' ? pressed(key) : key, scene);
    pending = it.pending;
    names = it.actions.map(({ name }) => name);
  }
  return names;
};

test('one key after the other is a sequence; what breaks it is heard by itself', () => {
  expect(after(['g'])).toEqual([]);
  expect(after(['g', 'c'])).toEqual(['catalog']);
  expect(after(['g', 'g'])).toEqual(['graph']);
  expect(after(['c'])).toEqual([]);
  expect(after(['g', 'j'])).toEqual(['next']);
  expect(after(['g', 'x', 'c'])).toEqual([]);
  expect(after(['g', 'x', 'g', 'c'])).toEqual(['catalog']);
});

test('who types in a box types: only Escape and what is held with Ctrl gets through', () => {
  const typing = { ...free, typing: true };
  expect(after(['j'], typing)).toEqual([]);
  expect(after(['g', 'c'], typing)).toEqual([]);
  expect(after(['ArrowDown'], typing)).toEqual([]);
  expect(after(['Escape'], typing)).not.toEqual([]);
  expect(after([pressed('k', { ctrlKey: true })], typing)).toEqual(['palette']);
});

test('what lies over the page has the keys, but for those held with Ctrl', () => {
  const covered = { ...free, covered: true };
  expect(after(['j'], covered)).toEqual([]);
  expect(after(['Escape'], covered)).toEqual([]);
  expect(after([pressed('k', { ctrlKey: true })], covered)).toEqual(['palette']);
});

test('who has turned single keys off is left in peace by letters, not by named keys', () => {
  const off = { ...free, singleKeys: false };
  expect(after(['j'], off)).toEqual([]);
  expect(after(['g', 'c'], off)).toEqual([]);
  expect(after(['ArrowDown'], off)).toEqual(['next']);
});

test('Escape is asked from the inside out', () =>
  expect(after(['Escape'])).toEqual(['line escape', 'page escape']));

test('two that claim a key, or the beginning of a sequence, are a conflict', () => {
  expect(conflictsIn(actions)).toEqual([]);
  expect(conflictsIn([action('a', 'x'), action('b', ['y', 'x'])])).toEqual(['a (x) and b (x)']);
  expect(conflictsIn([action('a', 'g'), action('b', 'g c')])).toEqual(['a (g) and b (g c)']);
  expect(conflictsIn([action('a', 't'), action('b', 'shift+t'), action('c', 'mod+t')])).toEqual([]);
});
