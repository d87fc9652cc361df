import { randomInt } from 'node:crypto';

const none: ReadonlySet<number> = new Set();

/** So that nobody can choose words that fall together. */
const seed = randomInt(2 ** 32);

/** FNV-1a over the units of the text, its bits mixed at the end as MurmurHash3 does: 32 bits, signed. */
const hashOf = (word: string): number => {
  let h = seed;
  for (let at = 0; at < word.length; at += 1) h = Math.imul(h ^ word.charCodeAt(at), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

const anyOf = (things: ReadonlySet<number>): number => things.values().next().value ?? -1;

const tableOf = (length: number) => ({
  hashes: new Int32Array(length),
  /** 0: free; n: the thing n - 1 alone; -n: those of `shared` under n. */
  things: new Int32Array(length),
});

/**
 * Things, which are numbers, by the words they are called. The words themselves are not kept: `isCalled` tells whether a thing goes
 * by one, and has to know all words of a thing from before they are added until after they are removed. Eight bytes a place, of
 * which a third to two thirds stand free.
 */
export const thingsByWord = (isCalled: (thing: number, word: string) => boolean, hashed = hashOf) => {
  let table = tableOf(64);
  let taken = 0;
  const shared = new Map<number, Set<number>>();
  let sets = 0;
  /** Hashes of more than one word: who is meant has to be looked at one by one. Some seven, of 250,000 words. */
  const mixed = new Set<number>();

  /** Where a hash stands, or else the first free place from where it would. */
  const placeOf = (hash: number): number => {
    const mask = table.things.length - 1;
    let place = hash & mask;
    while (table.things[place] !== 0 && table.hashes[place] !== hash) place = (place + 1) & mask;
    return place;
  };

  const grow = (): void => {
    const { hashes, things } = table;
    table = tableOf(things.length * 2);
    for (const [from, thing] of things.entries()) {
      if (thing === 0) continue;
      const hash = hashes[from] ?? 0;
      const place = placeOf(hash);
      table.hashes[place] = hash;
      table.things[place] = thing;
    }
  };

  /** Frees a place, and moves those behind it up that would otherwise no longer be found. */
  const clear = (freed: number): void => {
    const { hashes, things } = table;
    const mask = things.length - 1;
    mixed.delete(hashes[freed] ?? 0);
    let gap = freed;
    for (let place = (gap + 1) & mask; things[place] !== 0; place = (place + 1) & mask) {
      const home = (hashes[place] ?? 0) & mask;
      // Not one whose own place lies behind the gap.
      if (((place - home) & mask) < ((place - gap) & mask)) continue;
      hashes[gap] = hashes[place] ?? 0;
      things[gap] = things[place] ?? 0;
      gap = place;
    }
    things[gap] = 0;
    taken -= 1;
  };

  /** Those of a place; a new set where it is one alone. */
  const those = (place: number): ReadonlySet<number> => {
    const found = table.things[place] ?? 0;
    return found === 0 ? none : found > 0 ? new Set([found - 1]) : (shared.get(-found) ?? none);
  };

  const add = (thing: number, word: string): void => {
    const hash = hashed(word);
    const place = placeOf(hash);
    const found = table.things[place] ?? 0;
    if (found === 0) {
      table.hashes[place] = hash;
      table.things[place] = thing + 1;
      taken += 1;
      if (taken * 3 > table.things.length * 2) grow();
      return;
    }
    const there = those(place);
    if (there.has(thing) || !isCalled(anyOf(there), word)) mixed.add(hash);
    if (found < 0) shared.get(-found)?.add(thing);
    else if (found !== thing + 1) {
      sets += 1;
      shared.set(sets, new Set([found - 1, thing]));
      table.things[place] = -sets;
    }
  };

  const remove = (thing: number, word: string): void => {
    const place = placeOf(hashed(word));
    const found = table.things[place] ?? 0;
    if (found === thing + 1) clear(place);
    if (found >= 0) return;
    const set = shared.get(-found);
    set?.delete(thing);
    if (set?.size !== 0) return;
    shared.delete(-found);
    clear(place);
  };

  return {
    /** All the words of a thing that has none. */
    add: (thing: number, words: readonly string[]): void => {
      for (const word of words) add(thing, word);
    },
    /** All the words of a thing. */
    remove: (thing: number, words: readonly string[]): void => {
      for (const word of words) remove(thing, word);
    },
    /** In the order they were added. Not to be kept: it goes on changing. */
    at: (word: string): ReadonlySet<number> => {
      const hash = hashed(word);
      const there = those(placeOf(hash));
      if (mixed.has(hash)) return new Set(there.values().filter((thing) => isCalled(thing, word)));
      return there.size > 0 && isCalled(anyOf(there), word) ? there : none;
    },
  };
};
