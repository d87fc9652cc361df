import { type Phase, phases } from './observation.ts';

/**
 * When a value was said, as one number: how specific it is, then the source's time in milliseconds, then how far the
 * change had come. One number compares fast and is short in JSON; it stays below 2^53 up to the year 9999.
 */
export type Stamp = number;

const specificity = 2 ** 51;

/**
 * `rank` of `ranks` orders what was said at one moment. `specific` 0 to 2: a value that was guessed gives way to one that was
 * said, whenever each was said.
 */
export const stampAt = (at: number, rank: number, ranks: number, specific: 0 | 1 | 2 = 0): Stamp =>
  specific * specificity + at * ranks + rank;

export const stamp = (at: number, phase: Phase, specific: 0 | 1 | 2 = 0): Stamp =>
  stampAt(at, phases.indexOf(phase), phases.length, specific);

/** A value that the latest word sets (a last-writer-wins register); null where nobody said one. */
export type Register<Value> = readonly [stamp: Stamp, value: Value] | null;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The later of two; of two from the same moment the greater text, because any rule will do that asks only the values. */
export const later = <Value>(a: Register<Value>, b: Register<Value>): Register<Value> => {
  if (a === null || b === null) return a ?? b;
  if (a[0] !== b[0]) return a[0] > b[0] ? a : b;
  return textOf(a[1]) >= textOf(b[1]) ? a : b;
};

/** Registers by name, of which only the newest `most` are kept. */
export type Registers<Value> = Readonly<Record<string, NonNullable<Register<Value>>>>;

/**
 * The union, cut to the newest. What was cut can only come back with a later stamp than all that is kept, so cutting early
 * or late, or often, gives the same. Names come from outside (`constructor`, `__proto__`): only own names count.
 */
export const newest = <Value>(a: Registers<Value>, b: Registers<Value>, most: number): Registers<Value> => {
  const fresh = Object.entries(b).flatMap(([name, held]) => {
    const before = Object.hasOwn(a, name) ? (a[name] ?? null) : null;
    const after = later(before, held) ?? held;
    return after === before ? [] : [[name, after] as const];
  });
  if (fresh.length === 0) return a;
  return cut(Object.fromEntries([...Object.entries(a), ...fresh]), most);
};

const cut = <Value>(all: Registers<Value>, most: number): Registers<Value> => {
  const entries = Object.entries(all);
  if (entries.length <= most) return all;
  entries.sort(([nameA, [a]], [nameB, [b]]) => b - a || (nameA < nameB ? -1 : 1));
  return Object.fromEntries(entries.slice(0, most));
};

/** What a list says, by name, as registers of one moment. */
export const registers = <Item>(
  items: readonly Item[],
  entry: (item: Item) => [string, readonly [Stamp, string]],
  most: number,
): Registers<string> => (items.length === 0 ? {} : cut(Object.fromEntries(items.map(entry)), most));

/** What stands in them, in the order of the names. */
export const byName = (held: Registers<string>): [name: string, value: string][] =>
  Object.keys(held)
    .sort()
    .map((name) => [name, held[name]?.[1] ?? '']);
