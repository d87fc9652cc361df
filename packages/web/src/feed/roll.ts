import type { Change } from '@nightjar/sdk/wire';
import { isBundleName, isOneLine, newestFirst } from './folding.ts';

/** A run of lines that is never written to again; with it goes what was once found out about it. */
export type Block = readonly Change[];

/**
 * The lines of the feed in their order. They are kept in blocks, so that one change among a hundred thousand copies the block
 * it stands in and the list of blocks, and nothing else.
 */
export type Roll = Iterable<Change> & {
  readonly length: number;
  readonly blocks: readonly Block[];
  /** The place of the first line of each block. */
  readonly starts: readonly number[];
};

/** Small enough to be copied for each word, large enough that there are few. */
const blockSize = 256;

const made = (all: readonly Block[]): Roll => {
  const blocks = all.filter((block) => block.length > 0);
  const starts: number[] = [];
  let length = 0;
  for (const block of blocks) {
    starts.push(length);
    length += block.length;
  }
  return {
    length,
    blocks,
    starts,
    *[Symbol.iterator]() {
      for (const block of blocks) yield* block;
    },
  };
};

const cut = (changes: readonly Change[]): Block[] => {
  const blocks: Block[] = [];
  for (let from = 0; from < changes.length; from += blockSize)
    blocks.push(changes.slice(from, from + blockSize));
  return blocks;
};

export const rollOf = (changes: readonly Change[]): Roll => made(cut(changes));

export const emptyRoll: Roll = rollOf([]);

/** The block in which a place is, by halving; the last one for places beyond the end. */
export const blockAt = ({ starts }: Roll, place: number): number => {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
};

export const lineAt = (roll: Roll, place: number): Change | undefined => {
  if (place < 0) return undefined;
  const block = blockAt(roll, place);
  return roll.blocks[block]?.[place - (roll.starts[block] ?? 0)];
};

type Names = { readonly ids: ReadonlySet<string>; readonly bundles: ReadonlySet<string> };

const known = new WeakMap<Block, Names>();

const namesIn = (block: Block): Names => {
  let names = known.get(block);
  if (names === undefined) {
    const bundles = block.flatMap(({ bundle }) => (bundle === null ? [] : [bundle]));
    names = { ids: new Set(block.map(({ id }) => id)), bundles: new Set(bundles) };
    known.set(block, names);
  }
  return names;
};

/** The first place from `from` on whose line is meant: blocks in which `may` rules it out are not looked through. */
const find = (
  { blocks, starts }: Roll,
  may: (names: Names) => boolean,
  is: (line: Change) => boolean,
  from = 0,
): number => {
  for (const [index, block] of blocks.entries()) {
    const start = starts[index] ?? 0;
    if (start + block.length <= from || !may(namesIn(block))) continue;
    for (let at = Math.max(0, from - start); at < block.length; at++) {
      const line = block[at];
      if (line !== undefined && is(line)) return start + at;
    }
  }
  return -1;
};

/** Where the line of this id is; -1 where there is none. */
export const placeOf = (roll: Roll, id: string): number =>
  find(
    roll,
    ({ ids }) => ids.has(id),
    (line) => line.id === id,
  );

/** Where the line is that tells a bundle; -1 where there is none. */
export const placeOfBundle = (roll: Roll, bundle: string): number =>
  find(
    roll,
    ({ bundles }) => bundles.has(bundle),
    (line) => line.bundle === bundle,
  );

/** Where the line is that an address or a row names (`isNamed`); -1 where there is none. */
export const placeNamed = (roll: Roll, name: string): number => {
  if (!isBundleName(name)) return placeOf(roll, name);
  const place = placeOfBundle(roll, name);
  return lineAt(roll, place)?.bundled == null ? -1 : place;
};

/** Every place whose line tells this change too: rarely more than one. */
export const placesOf = (roll: Roll, quiet: boolean, change: Change): readonly number[] => {
  const { id, bundle } = change;
  const may = ({ ids, bundles }: Names) => ids.has(id) || (quiet && bundle !== null && bundles.has(bundle));
  const places: number[] = [];
  for (let from = 0; ; ) {
    const place = find(roll, may, (line) => isOneLine(quiet, line, change), from);
    if (place === -1) return places;
    places.push(place);
    from = place + 1;
  }
};

const withBlock = ({ blocks }: Roll, index: number, ...now: readonly Block[]): Roll =>
  made([...blocks.slice(0, index), ...now, ...blocks.slice(index + 1)]);

export const replaced = (roll: Roll, place: number, line: Change): Roll => {
  const index = blockAt(roll, place);
  return withBlock(roll, index, (roll.blocks[index] ?? []).with(place - (roll.starts[index] ?? 0), line));
};

export const removed = (roll: Roll, place: number): Roll => {
  const index = blockAt(roll, place);
  return withBlock(roll, index, (roll.blocks[index] ?? []).toSpliced(place - (roll.starts[index] ?? 0), 1));
};

/** How many lines of a roll in order are newer: where a new line belongs. */
const placeFor = (roll: Roll, line: Change): number => {
  let [low, high] = [0, roll.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = lineAt(roll, middle);
    if (there !== undefined && newestFirst(there, line) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Puts a line where it belongs in a roll that is in order. */
export const inserted = (roll: Roll, line: Change): Roll => {
  if (roll.length === 0) return rollOf([line]);
  const place = placeFor(roll, line);
  const index = blockAt(roll, place);
  const block = (roll.blocks[index] ?? []).toSpliced(place - (roll.starts[index] ?? 0), 0, line);
  if (block.length <= blockSize) return withBlock(roll, index, block);
  const half = block.length >> 1;
  return withBlock(roll, index, block.slice(0, half), block.slice(half));
};

/** Puts lines after the last. */
export const appended = (roll: Roll, lines: readonly Change[]): Roll => {
  const last = roll.blocks.at(-1) ?? [];
  return made([...roll.blocks.slice(0, -1), ...cut([...last, ...lines])]);
};

const orderly = new WeakMap<Block, boolean>();

const isOrderly = (block: Block): boolean => {
  let is = orderly.get(block);
  if (is === undefined) {
    is = block.every((line, at) => at === 0 || newestFirst(block[at - 1] ?? line, line) <= 0);
    orderly.set(block, is);
  }
  return is;
};

const isInOrder = ({ blocks }: Roll): boolean =>
  blocks.every((block, index) => {
    const [last, first] = [blocks[index - 1]?.at(-1), block[0]];
    return isOrderly(block) && (last === undefined || first === undefined || newestFirst(last, first) <= 0);
  });

/** The same lines, newest first: what is in order already is not sorted again. */
export const inOrder = (roll: Roll): Roll => (isInOrder(roll) ? roll : rollOf([...roll].sort(newestFirst)));

/** Two rolls as one, in order. */
export const merged = (newer: Roll, older: Roll): Roll => inOrder(made([...newer.blocks, ...older.blocks]));
