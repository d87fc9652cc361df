import type { Change } from '@nightjar/sdk/wire';

/** Newest first; the id decides between equals, so that the order never wavers. */
export const newestFirst = (a: Change, b: Change): number =>
  Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/** What a line is called in the address: what stands for several by the name of the bundle, whichever of it is the newest. */
export const lineId = ({ id, bundle, bundled }: Change): string => (bundled === null ? id : (bundle ?? id));

/** Whether an address speaks of this line. */
export const isNamed = (change: Change, name: string | null): boolean =>
  name !== null && (change.id === name || lineId(change) === name);

export const isBundleName = (name: string): boolean => name.startsWith('bdl_');

/** Whether two changes are told by one line. */
export const isOneLine = (quiet: boolean, a: Change, b: Change): boolean =>
  a.id === b.id || (quiet && a.bundle !== null && a.bundle === b.bundle);

/** The line once another word has come: of one bundle the newest is told, and for how many it stands only a page knows. */
export const foldedInto = (line: Change, change: Change): Change => {
  const bundled = change.bundled ?? (line.bundle === change.bundle ? line.bundled : null);
  const told = line.id === change.id || newestFirst(change, line) <= 0 ? change : line;
  return { ...told, bundled };
};

/** A filter that finds the lines of some bundles among those of a filter. */
export const linesOfBundles = (q: string, bundles: readonly string[]): string =>
  `${q === '' ? '' : `(${q}) `}bundle:${bundles.join(',')}`;
