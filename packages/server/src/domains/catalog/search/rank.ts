import { joinedBy } from '../vocabulary.ts';
import { weightOf } from '../weight.ts';
import { type Correction, joinedText, type Needle } from './needle.ts';

/** Something that may have been meant. */
export type Candidate = {
  readonly ref: string;
  readonly kind: string;
  readonly tier: number | null;
  /** Name, title, aliases. */
  readonly names: readonly string[];
  /** For each needle, whether its words are said anywhere: description, tags, owners. */
  readonly said: readonly boolean[];
};

/** A place in the order of what was meant; smaller parts come first, one after the other. */
export type Place = readonly [nearness: number, weight: number, length: number, ref: string];

/**
 * How a name can be near: it is the word, begins with it, has it among its words, has a word that begins with it, has it
 * inside of one, has one that is a slip of the finger away. Beyond names: it is said in the description, tags, owners.
 */
const near = { exact: 0, beginning: 1, word: 2, wordBeginning: 3, inside: 4, misspelt: 5, said: 6 } as const;

/** Words that mean the same come after the word itself, before anything less near. */
const synonymStep = 0.5;

/** Of several words one is misspelt: after everything where none is. */
const misspeltAmongSeveral = 20;

type Hit = { readonly nearness: number; readonly length: number };

const better = (a: Hit | undefined, b: Hit | undefined): Hit | undefined =>
  a === undefined || (b !== undefined && (b.nearness - a.nearness || b.length - a.length) < 0) ? b : a;

/** `name` and `text` joined by `-`. */
const inName = (name: string, text: string): number | undefined => {
  if (name === text) return near.exact;
  if (name.startsWith(text)) return near.beginning;
  if (`-${name}-`.includes(`-${text}-`)) return near.word;
  if (name.includes(`-${text}`)) return near.wordBeginning;
  return name.includes(text) ? near.inside : undefined;
};

const hitIn = (names: readonly string[], text: string, more = 0): Hit | undefined => {
  let best: Hit | undefined;
  for (const name of names) {
    const nearness = inName(name, text);
    if (nearness !== undefined) best = better(best, { nearness: nearness + more, length: name.length });
  }
  return best;
};

/** A correction counts where it is a word of a name or begins one; the fewer letters are wrong the nearer. */
const correctedIn = (names: readonly string[], { text, edits }: Correction): Hit | undefined => {
  const found = hitIn(names, text);
  if (found === undefined || found.nearness > near.wordBeginning) return undefined;
  return { nearness: near.misspelt + edits / 10 + found.nearness / 100, length: found.length };
};

const hit = (needle: Needle, names: readonly string[], said: boolean): Hit | undefined => {
  const text = joinedBy('-', needle.text);
  let best = hitIn(names, text);
  if (needle.is === 'beginning' && best !== undefined && best.nearness > near.wordBeginning) best = undefined;
  for (const synonym of needle.synonyms)
    best = better(best, hitIn(names, joinedBy('-', synonym), synonymStep));
  if (best === undefined)
    for (const correction of needle.corrections) best = better(best, correctedIn(names, correction));
  return best ?? (said ? { nearness: near.said, length: 0 } : undefined);
};

/** What is a word of no name was not meant as written; found all the same, it counts as misspelt. */
const isMisspelt = ({ nearness }: Hit, { corrections }: Needle): boolean =>
  corrections.length > 0 && nearness >= near.misspelt;

/** Where the candidate stands; null where it cannot have been meant. All words must be found somewhere. */
export const placeOf = (needles: readonly Needle[], candidate: Candidate): Place | null => {
  const names = candidate.names.map((name) => joinedBy('-', name));
  const weight = weightOf(candidate.kind, candidate.tier);
  let all: Hit | undefined = { nearness: 0, length: 0 };
  for (const [index, needle] of needles.entries()) {
    const one = hit(needle, names, candidate.said[index] === true);
    if (one === undefined) {
      all = undefined;
      break;
    }
    const more = needles.length > 1 && isMisspelt(one, needle) ? misspeltAmongSeveral : 0;
    all = { nearness: all.nearness + one.nearness + more, length: Math.max(all.length, one.length) };
  }
  if (needles.length > 1) {
    const more = needles.some(({ corrections }) => corrections.length > 0) ? misspeltAmongSeveral : 0;
    all = better(all, hitIn(names, joinedText(needles), more));
  }
  return all === undefined ? null : [Number(all.nearness.toFixed(3)), weight, all.length, candidate.ref];
};

/** Whether a word of the query is a word of the name, or begins one: then nobody has to guess what was meant. */
export const isPlain = (place: Place, needles: number): boolean => place[0] < near.inside * needles;

export const comparePlaces = (a: Place, b: Place): number =>
  a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || (a[3] < b[3] ? -1 : a[3] > b[3] ? 1 : 0);
