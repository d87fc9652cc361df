/** What is asked of a keyboard event: the browser's, or one made up by a test. */
export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
> & { readonly getModifierState?: (key: string) => boolean };

/** One key of a shortcut, with what is held down. */
export type Chord = { readonly key: string; readonly mod: boolean; readonly shift: boolean };

/**
 * `mod+k` is ⌘K on a Mac and Ctrl+K elsewhere; `g c` is one key after the other; `shift+t` is a capital. Signs are written as they
 * come out, whatever is held down for them: `?`, `/`. Named keys as browsers name them: `Escape`, `ArrowDown`.
 */
export const chordsOf = (shortcut: string): readonly Chord[] =>
  shortcut.split(' ').map((written) => {
    const parts = written.split('+');
    const key = parts.pop() ?? '';
    return {
      key: key.length === 1 ? key.toLowerCase() : key,
      mod: parts.includes('mod'),
      shift: parts.includes('shift'),
    };
  });

/** The letter that this key has where letters are Latin; null for others. */
const latin = (code: string): string | null => /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;

/** A letter of another script: on such a keyboard no shortcut could be typed by what comes out. */
const isForeign = (key: string): boolean => key.length > 0 && key.length <= 2 && /^\P{ASCII}+$/u.test(key);

const keyOf = ({ key, code }: Pressed): string => {
  if (isForeign(key)) return latin(code) ?? key;
  return key.length === 1 ? key.toLowerCase() : key;
};

/** AltGr is the third level of a keyboard; Windows tells it as Ctrl and Alt held together. */
const isThirdLevel = (event: Pressed): boolean => event.getModifierState?.('AltGraph') === true;

export const isChord = (event: Pressed, chord: Chord, isApple: boolean): boolean => {
  if (keyOf(event) !== chord.key) return false;
  const third = isThirdLevel(event);
  const isSign = chord.key.length === 1 && !/[a-z0-9]/.test(chord.key);
  if (chord.mod) {
    const [wanted, other] = isApple ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
    return wanted && !other && !event.altKey && !third && (isSign || event.shiftKey === chord.shift);
  }
  if (event.metaKey || (event.ctrlKey && !third)) return false;
  // A Mac writes signs with Option as others do with AltGr: what comes out is what counts.
  if (event.altKey && !third && !(isApple && isSign)) return false;
  return isSign || event.shiftKey === chord.shift;
};

const onlyHeld = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process']);

/** Whether the event is no key yet: something held down, or a letter that is still being put together. */
export const isUnfinished = ({ key, isComposing }: Pressed): boolean => isComposing || onlyHeld.has(key);

const names: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
};

/** A shortcut as it is shown, a text for each key that is pressed: `['G', 'C']`, `['⌘K']`, `['Ctrl K']`. */
export const shortcutInWords = (shortcut: string, isApple: boolean): readonly string[] =>
  chordsOf(shortcut).map(({ key, mod, shift }) => {
    const named = names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
    const held = [...(mod ? [isApple ? '⌘' : 'Ctrl'] : []), ...(shift ? [isApple ? '⇧' : 'Shift'] : [])];
    return isApple ? held.join('') + named : [...held, named].join(' ');
  });

/** As `aria-keyshortcuts` wants it (WAI-ARIA 1.2); it knows no sequences: those are left out. */
export const shortcutForAria = (shortcut: string, isApple: boolean): string | undefined => {
  const [chord, ...more] = chordsOf(shortcut);
  if (chord === undefined || more.length > 0) return undefined;
  const held = [...(chord.mod ? [isApple ? 'Meta' : 'Control'] : []), ...(chord.shift ? ['Shift'] : [])];
  return [...held, chord.key].join('+');
};
