import type { Description } from '@nightjar/descriptors/description';
import { mostUnread, type Word } from './word.ts';

/** A body the server takes without a second thought, and a proxy before it. */
const most = { descriptions: 1000, characters: 2_000_000 } as const;

export type Body = {
  readonly descriptions: readonly Description[];
  readonly whole: boolean;
  readonly unread?: readonly string[];
};

const lengthOf = (descriptions: readonly Description[]): number => JSON.stringify(descriptions).length;

/** Pieces in their order, as many together as fit; one that does not fit alone is alone. */
const packed = (pieces: readonly (readonly Description[])[]): Description[][] => {
  const chunks: Description[][] = [[]];
  let size = 0;
  for (const piece of pieces) {
    const length = lengthOf(piece);
    const last = chunks.at(-1) ?? [];
    const isFull = last.length + piece.length > most.descriptions || size + length > most.characters;
    if (last.length > 0 && isFull) {
      chunks.push([...piece]);
      size = length;
    } else {
      last.push(...piece);
      size += length;
    }
  }
  return chunks;
};

/** A place that would not fit into one body comes in several: of it alone nothing is known as a whole. */
const isSmall = (place: readonly Description[]): boolean =>
  place.length <= most.descriptions && lengthOf(place) <= most.characters;

/**
 * A reader's word as bodies to be sent in their order. A whole word that does not fit into one is said twice over: first all
 * that is said, so that what has moved from one file to another is never gone; then once more, each body whole but for the
 * places of the others. What is said already costs the server a comparison.
 */
export const bodiesOf = (descriptions: readonly Description[], word: Word): Body[] => {
  const singly = packed(descriptions.map((description) => [description]));
  const said = singly.map((chunk): Body => ({ descriptions: chunk, whole: false }));
  if (!word.whole) return descriptions.length === 0 ? [] : said;
  const [only, ...others] = singly;
  if (only !== undefined && others.length === 0)
    return [{ descriptions: only, whole: true, ...(word.unread.length > 0 && { unread: word.unread }) }];
  const places = [...Map.groupBy(descriptions, ({ place }) => place).values()];
  const small = packed(places.filter(isSmall));
  const names = new Set(descriptions.map(({ place }) => place));
  const bodies = small.map((chunk): Body => {
    const own = new Set(chunk.map(({ place }) => place));
    const elsewhere = [...names].filter((place) => !own.has(place));
    return { descriptions: chunk, whole: true, unread: [...new Set([...word.unread, ...elsewhere])] };
  });
  const fits = bodies.every(({ unread = [] }) => unread.length <= mostUnread);
  return fits ? [...said, ...bodies] : said;
};
