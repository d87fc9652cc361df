import { type Action, shortcutsOf } from './action.ts';
import { type Chord, chordsOf, isChord, type Pressed } from './shortcut.ts';

/** Where the reader is when a key goes down. */
export type Scene = {
  readonly isApple: boolean;
  /** In a box that takes letters. */
  readonly typing: boolean;
  /** Something lies over the page and has the keys to itself. */
  readonly covered: boolean;
  /** Keys without ⌘ or Ctrl do anything; who speaks to a computer may want them not to (WCAG 2.1.4). */
  readonly singleKeys: boolean;
};

/** Keys of sequences that have gone down: `g`. */
export type Pending = readonly Pressed[];

export type Heard = {
  /** What may be meant, the last registered first; the first that finds something to do has the key. */
  readonly actions: readonly Action[];
  /** A sequence has begun and may go on. */
  readonly pending: Pending;
};

const nothing: Heard = { actions: [], pending: [] };

/** Escape is several things at once: it is asked from the inside out, each time for one. */
const layered = new Set(['Escape']);

const isAllowed = (chords: readonly Chord[], { typing, covered, singleKeys }: Scene): boolean => {
  const [first] = chords;
  if (first === undefined) return false;
  if (first.mod) return true;
  if (covered) return false;
  if (layered.has(first.key)) return true;
  return !typing && (singleKeys || first.key.length > 1);
};

const begins = (chords: readonly Chord[], pressed: Pending, isApple: boolean): boolean =>
  pressed.length <= chords.length &&
  pressed.every((event, index) => {
    const chord = chords[index];
    return chord !== undefined && isChord(event, chord, isApple);
  });

/** What a key means after those before it. What begins nothing after them is tried by itself. */
export const heard = (actions: readonly Action[], pending: Pending, event: Pressed, scene: Scene): Heard => {
  const pressed = [...pending, event];
  const meant: Action[] = [];
  let goesOn = false;
  for (const action of actions.toReversed())
    for (const shortcut of shortcutsOf(action)) {
      const chords = chordsOf(shortcut);
      if (!isAllowed(chords, scene) || !begins(chords, pressed, scene.isApple)) continue;
      if (chords.length > pressed.length) goesOn = true;
      else if (!meant.includes(action)) meant.push(action);
    }
  if (meant.length > 0) return { actions: meant, pending: [] };
  if (goesOn) return { actions: [], pending: pressed };
  return pending.length > 0 ? heard(actions, [], event, scene) : nothing;
};

/** Shortcuts that two actions of one screen claim, or of which one is the beginning of the other: the second could never be typed. */
export const conflictsIn = (actions: readonly Action[]): readonly string[] => {
  const taken = actions.flatMap((action) =>
    shortcutsOf(action).map((shortcut) => ({ name: action.name, shortcut, chords: chordsOf(shortcut) })),
  );
  const same = (a: Chord | undefined, b: Chord | undefined): boolean =>
    a?.key === b?.key && a?.mod === b?.mod && a?.shift === b?.shift;
  return taken.flatMap((one, index) =>
    taken.slice(index + 1).flatMap((other) => {
      if (one.name === other.name || layered.has(one.shortcut)) return [];
      const [short, long] = one.chords.length <= other.chords.length ? [one, other] : [other, one];
      const clash = short.chords.every((chord, at) => same(chord, long.chords[at]));
      return clash ? [`${one.name} (${one.shortcut}) and ${other.name} (${other.shortcut})`] : [];
    }),
  );
};
