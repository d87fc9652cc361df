import type { Ref } from '@nightjar/descriptors/ref';
import { fold } from '@nightjar/query/fold';
import { joinKey, loose } from './key.ts';
import { textsByNumber } from './texts.ts';
import { thingsByWord } from './words.ts';

/** What the catalog tells of something that reports are about. */
export type Known = {
  readonly ref: Ref;
  readonly name: string;
  readonly gone: boolean;
  readonly aliases: readonly string[];
  readonly joins: Readonly<Record<string, string>>;
  readonly path: string | null;
};

/** Means nothing outside of what knows it. */
export type Thing = number;

/** Words as they are compared. */
type Kept = {
  readonly ref: Ref;
  readonly name: string;
  readonly names: readonly string[];
  readonly joins: readonly string[];
};

/** More things of one name than these are not told apart. */
const mostCalled = 100;

/** What stands for the kinds before others where several are called the same. */
const isService = ({ ref }: Kept): boolean => ref.startsWith('service:');

/** A path without what leads to it and slashes behind it. Character by character: `\/+$` takes the square of its slashes. */
const bare = (path: string): string => {
  const from = path.search(/[^./]/);
  if (from < 0) return '';
  let to = path.length;
  while (path[to - 1] === '/') to -= 1;
  return path.slice(from, to);
};

// What is gone is still what late reports of it are about, by its name; by its ids others may have come to be known.
const keptOf = ({ ref, name, gone, aliases, joins }: Known): Kept => ({
  ref,
  name,
  names: [...new Set([name, ...(gone ? [] : aliases)].map(loose))],
  joins: [
    ...new Set(
      Object.entries(gone ? {} : joins).map(([join, value]) => joinKey({ join, value: String(value) })),
    ),
  ],
});

const ownName = (ref: Ref): string => ref.slice(ref.indexOf('/') + 1);

/** In few words: most are called as their reference says, and nothing besides. */
const written = ({ ref, name, names: [, ...aliases], joins }: Kept): string =>
  JSON.stringify([ref, joins, aliases, ...(name === ownName(ref) ? [] : [name])]);

const read = (text: string): Kept => {
  type Written = [ref: Ref, joins: string[], aliases: string[], name?: string];
  const [ref, joins, aliases, name = ownName(ref)] = JSON.parse(text) as Written;
  return { ref, name, names: [loose(name), ...aliases], joins };
};

/**
 * What the catalog knows of one organisation, by the words that others may use of it: a look is a look into a table, and the
 * reading of what it finds. Outside the heap: the 212,500 of the bench take 30 MiB, where maps of strings took 118 MiB of heap.
 */
export const knownThings = () => {
  const texts = textsByNumber();
  /** What was read last: a thing that is found is asked for its name. */
  let [lately, last]: [Thing, Kept | null] = [-1, null];
  const kept = (thing: Thing): Kept => {
    if (last === null || lately !== thing) [lately, last] = [thing, read(texts.read(thing))];
    return last;
  };
  const byRef = thingsByWord((thing, ref) => kept(thing).ref === ref);
  const byName = thingsByWord((thing, name) => kept(thing).names.includes(name));
  const byJoin = thingsByWord((thing, join) => kept(thing).joins.includes(join));
  /** Of few things, but all that share a repository are asked for theirs at once. */
  const paths = new Map<Thing, string>();
  let things = 0;

  const find = (ref: Ref): Thing | undefined => byRef.at(ref).values().next().value;

  return {
    learn: (known: Known): void => {
      const now = keptOf(known);
      const there = find(now.ref);
      const thing = there ?? things;
      if (there !== undefined) {
        const before = kept(there);
        byName.remove(there, before.names);
        byJoin.remove(there, before.joins);
      }
      texts.write(thing, written(now));
      last = null;
      if (there === undefined) {
        things += 1;
        byRef.add(thing, [now.ref]);
      }
      if (known.path === null) paths.delete(thing);
      else paths.set(thing, bare(fold(known.path)));
      byName.add(thing, now.names);
      byJoin.add(thing, now.joins);
    },
    find,
    nameOf: (thing: Thing): string => kept(thing).name,
    pathOf: (thing: Thing): string | null => paths.get(thing) ?? null,
    joined: (key: string): ReadonlySet<Thing> => byJoin.at(key),
    /** What is called so. Whose name it is counts before whose alias, and a service before other kinds. */
    called: (name: string): readonly Thing[] => {
      const word = loose(name);
      const all = byName.at(word).values().take(mostCalled).toArray();
      if (all.length < 2) return all;
      const told = all.map((thing) => ({ thing, kept: kept(thing) }));
      const own = told.filter((it) => it.kept.names[0] === word);
      const few = own.length > 0 ? own : told;
      const services = few.filter((it) => isService(it.kept));
      return (services.length > 0 ? services : few).map(({ thing }) => thing);
    },
    size: (): number => things,
  };
};

export type KnownThings = ReturnType<typeof knownThings>;
