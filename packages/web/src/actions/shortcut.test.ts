import { expect, test } from 'vitest';
import {
  chordsOf,
  isChord,
  isUnfinished,
  type Pressed,
  shortcutForAria,
  shortcutInWords,
} from './shortcut.ts';

type Held = Partial<Pressed> & { readonly altGr?: true };

const pressed = (key: string, { altGr, ...held }: Held = {}): Pressed => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  getModifierState: (name) => altGr === true && name === 'AltGraph',
  ...held,
});

const is = (shortcut: string, event: Pressed, isApple = false): boolean => {
  const [chord] = chordsOf(shortcut);
  return chord !== undefined && isChord(event, chord, isApple);
};

test('⌘ counts on a Mac and Ctrl elsewhere, never both and never with Alt', () => {
  expect(is('mod+k', pressed('k', { ctrlKey: true }))).toBe(true);
  expect(is('mod+k', pressed('k', { metaKey: true }))).toBe(false);
  expect(is('mod+k', pressed('k', { metaKey: true }), true)).toBe(true);
  // Ctrl+K cuts a line in every box of a Mac.
  expect(is('mod+k', pressed('k', { ctrlKey: true }), true)).toBe(false);
  expect(is('mod+k', pressed('k', { ctrlKey: true, metaKey: true }))).toBe(false);
  expect(is('mod+k', pressed('k', { ctrlKey: true, altKey: true }))).toBe(false);
  expect(is('mod+k', pressed('K', { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(is('mod+k', pressed('k'))).toBe(false);
});

test('a letter is a letter whatever CapsLock says, and a capital one only with shift', () => {
  expect(is('j', pressed('J'))).toBe(true);
  expect(is('j', pressed('J', { shiftKey: true }))).toBe(false);
  expect(is('shift+t', pressed('T', { shiftKey: true }))).toBe(true);
  expect(is('shift+t', pressed('t'))).toBe(false);
  expect(is('j', pressed('j', { ctrlKey: true }))).toBe(false);
  expect(is('j', pressed('j', { altKey: true }))).toBe(false);
});

test('signs count as they come out: with shift on one keyboard, without on another, by the third level on a third', () => {
  expect(is('?', pressed('?', { shiftKey: true }))).toBe(true);
  expect(is('/', pressed('/'))).toBe(true);
  expect(is('/', pressed('/', { shiftKey: true, code: 'Digit7' }))).toBe(true);
  expect(is('/', pressed('/', { ctrlKey: true, altKey: true, altGr: true }))).toBe(true);
  expect(is('/', pressed('/', { ctrlKey: true, altKey: true }))).toBe(false);
  expect(is('/', pressed('/', { altKey: true }), true)).toBe(true);
  expect(is('/', pressed('/', { ctrlKey: true }))).toBe(false);
});

test('AltGr with a letter writes another letter and is no shortcut', () => {
  expect(is('mod+e', pressed('€', { ctrlKey: true, altKey: true, altGr: true, code: 'KeyE' }))).toBe(false);
  expect(is('mod+e', pressed('e', { ctrlKey: true, altKey: true, altGr: true }))).toBe(false);
});

test('on a keyboard of another script the place of the key counts', () => {
  expect(is('j', pressed('о', { code: 'KeyJ' }))).toBe(true);
  expect(is('mod+k', pressed('л', { code: 'KeyK', ctrlKey: true }))).toBe(true);
  expect(is('g', pressed('ג', { code: 'KeyD' }))).toBe(false);
  // A Latin letter counts as what it is, wherever it stands: Dvorak has j at the place of C.
  expect(is('j', pressed('j', { code: 'KeyC' }))).toBe(true);
  expect(is('c', pressed('j', { code: 'KeyC' }))).toBe(false);
});

test('what is held down, dead or being put together is no key yet', () => {
  for (const key of ['Shift', 'AltGraph', 'Dead', 'Process']) expect(isUnfinished(pressed(key))).toBe(true);
  expect(isUnfinished(pressed('k', { isComposing: true }))).toBe(true);
  expect(isUnfinished(pressed('k'))).toBe(false);
});

test('shortcuts are shown as keys and told to screen readers', () => {
  expect(shortcutInWords('mod+k', true)).toEqual(['⌘K']);
  expect(shortcutInWords('mod+k', false)).toEqual(['Ctrl K']);
  expect(shortcutInWords('g c', false)).toEqual(['G', 'C']);
  expect(shortcutInWords('Escape', false)).toEqual(['Esc']);
  expect(shortcutForAria('mod+k', true)).toBe('Meta+k');
  expect(shortcutForAria('g c', true)).toBeUndefined();
});
