/**
 * How text becomes words and comparable text. It runs in JavaScript alone: what is stored was made here, what is asked is
 * made here, so PostgreSQL only ever compares bytes and its notion of case or Unicode version never matters.
 */
const longestWord = 64;
const mostWords = 200;

/** Letters, digits and the marks that belong to them, except scripts written without spaces. */
const part = '[[\\p{L}\\p{N}\\p{M}]--[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]]+';
const unspaced = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
/** A chunk is one such character (so that a part of a Chinese sentence can be found), or parts joined by single `-`, `_` or `.`. */
const chunk = new RegExp(`${unspaced}|${part}(?:[\\-_.]${part})*`, 'gv');

/** NFKC on both sides of the lower-casing (it can leave decomposed letters); the final sigma depends on context, so it goes. */
const comparable = (text: string): string =>
  text.toWellFormed().normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll('ς', 'σ');

/** Cut between characters, never inside a surrogate pair, and never after a joint. */
const cut = (word: string): string =>
  word.length <= longestWord ? word : word.slice(0, longestWord).replace(/[-_.]?[\uD800-\uDBFF]?$/, '');

export type Chunk = {
  readonly whole: string;
  readonly dotted: readonly string[];
  readonly parts: readonly string[];
};

/** The chunks of a text: `Checkout-API_v1.2` → whole `checkout-api_v1.2`, dotted `v1.2`, parts `checkout api v1 2`. */
export function* chunks(text: string): Generator<Chunk> {
  for (const [whole] of comparable(text).matchAll(chunk)) {
    yield {
      whole: cut(whole),
      dotted: whole
        .split(/[-_]/)
        .filter((run) => run.includes('.'))
        .map(cut),
      parts: whole.split(/[-_.]/).map(cut),
    };
  }
}

/**
 * The distinct words of a text, in order of appearance: every part (`checkout`, `api`), every dotted run (`v1.2.3`) and
 * the joined form (`checkout-api`, `v1.2.3-rc1`), because names and versions are what people paste. Lower case. A word
 * longer than 64 UTF-16 units is cut; after 200 distinct words the rest of the text is not searchable.
 */
export const words = (text: string): string[] => {
  const found = new Set<string>();
  for (const { whole, dotted, parts } of chunks(text)) {
    for (const word of [...parts, ...dotted, whole]) {
      if (found.size === mostWords) return [...found];
      found.add(word);
    }
  }
  return [...found];
};

/** A text as phrases compare it: NFKC, lower case, each run of white space or control characters one space, trimmed. */
export const normalise = (text: string): string =>
  comparable(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
