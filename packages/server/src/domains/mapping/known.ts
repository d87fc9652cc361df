import type { Ref } from '@nightjar/descriptors/ref';
import { fold } from '@nightjar/query/fold';
import { joinKey, loose } from './key.ts';

/** What the catalog tells of something that reports are about. */
export type Known = {
  readonly ref: Ref;
  readonly name: string;
  readonly gone: boolean;
  readonly aliases: readonly string[];
  readonly joins: Readonly<Record<string, string>>;
  readonly path: string | null;
};

type Kept = {
  readonly ref: Ref;
  readonly name: string;
  readonly path: string | null;
  readonly names: readonly string[];
  readonly joins: readonly string[];
};

/** Refs by a word: one alone in nearly every case, so no set is kept for it. */
type Index = Map<string, Ref | Set<Ref>>;

const nobody: ReadonlySet<Ref> = new Set();

const at = (index: Index, word: string): ReadonlySet<Ref> => {
  const found = index.get(word);
  return found === undefined ? nobody : typeof found === 'string' ? new Set([found]) : found;
};

const add = (index: Index, word: string, ref: Ref): void => {
  const found = index.get(word);
  if (found === undefined) index.set(word, ref);
  else if (typeof found !== 'string') found.add(ref);
  else if (found !== ref) index.set(word, new Set([found, ref]));
};

const remove = (index: Index, word: string, ref: Ref): void => {
  const found = index.get(word);
  if (found === ref) index.delete(word);
  else if (found !== undefined && typeof found !== 'string') {
    found.delete(ref);
    if (found.size === 0) index.delete(word);
  }
};

/** More things of one name than these are not told apart. */
const mostCalled = 100;

/** What stands for the kinds before others where several are called the same. */
const isService = (ref: Ref): boolean => ref.startsWith('service:');

/**
 * What the catalog knows of one organisation, by the words that others may use of it: a look is a look into a map. Some hundred
 * bytes for each thing, whatever else the catalog tells of it.
 */
export const knownThings = () => {
  const things = new Map<Ref, Kept>();
  const byName: Index = new Map();
  const byJoin: Index = new Map();

  const forget = (ref: Ref): void => {
    const kept = things.get(ref);
    if (kept === undefined) return;
    things.delete(ref);
    for (const name of kept.names) remove(byName, name, ref);
    for (const join of kept.joins) remove(byJoin, join, ref);
  };

  return {
    learn: ({ ref, name, gone, aliases, joins, path }: Known): void => {
      forget(ref);
      // What is gone is still what late reports of it are about, by its name; by its ids others may have come to be known.
      const kept: Kept = {
        ref,
        name,
        path: path === null ? null : fold(path).replace(/^[./]+|\/+$/g, ''),
        names: [...new Set([name, ...(gone ? [] : aliases)].map(loose))],
        joins: gone
          ? []
          : Object.entries(joins).map(([join, value]) => joinKey({ join, value: String(value) })),
      };
      things.set(ref, kept);
      for (const word of kept.names) add(byName, word, ref);
      for (const join of kept.joins) add(byJoin, join, ref);
    },
    nameOf: (ref: Ref): string | null => things.get(ref)?.name ?? null,
    pathOf: (ref: Ref): string | null => things.get(ref)?.path ?? null,
    joined: (key: string): ReadonlySet<Ref> => at(byJoin, key),
    /** What is called so. Whose name it is counts before whose alias, and a service before other kinds. */
    called: (name: string): readonly Ref[] => {
      const word = loose(name);
      const all = at(byName, word).values().take(mostCalled).toArray();
      if (all.length < 2) return all;
      const own = all.filter((ref) => loose(things.get(ref)?.name ?? '') === word);
      const few = own.length > 0 ? own : all;
      const services = few.filter(isService);
      return services.length > 0 ? services : few;
    },
    size: (): number => things.size,
  };
};

export type KnownThings = ReturnType<typeof knownThings>;
