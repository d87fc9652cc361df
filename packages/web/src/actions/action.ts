/** Under which head an action stands: in the palette, in the menu and on the sheet of keys. */
export const groups = ['Go to', 'Here', 'Lines', 'Nightjar'] as const;
type Group = (typeof groups)[number];

/** Something that the reader can do. Menus, the palette, the keys and the sheet of keys are all made from these and from nothing else. */
export type Action = {
  /** What it is known by, and remembered under: `go.catalog`. Of two of one name the later registered is meant. */
  readonly name: string;
  /** What it does, as an order: `Go to the catalog`. */
  readonly label: string;
  readonly group: Group;
  /** `g c`, `mod+k`, `?`; several ways where there are several. Shortcut.ts says how they are written. */
  readonly shortcut?: string | readonly string[];
  /** Other words by which it is looked for. */
  readonly keywords?: string;
  /** Whether it can be done now; it can where this is left out. */
  readonly when?: () => boolean;
  /** Where it leads, for who wants it in a new tab. */
  readonly href?: string;
  /** Does it. False: there was nothing to do, and the key belongs to whoever is next. */
  readonly run: (key: KeyboardEvent | null) => boolean | undefined;
  /** Where it is offered besides its key; in the palette where this is left out. `keys` alone is for what only a key can do well. */
  readonly offered?: 'palette' | 'menu' | 'keys';
  /** A key that is held down does it again and again. */
  readonly repeats?: true;
};

export const shortcutsOf = ({ shortcut }: Action): readonly string[] =>
  shortcut === undefined ? [] : typeof shortcut === 'string' ? [shortcut] : shortcut;

export const isPossible = ({ when }: Action): boolean => when === undefined || when();
