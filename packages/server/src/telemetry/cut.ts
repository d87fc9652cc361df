import { storableText } from '../change/storable.ts';

const encoder = new TextEncoder();

/**
 * The beginning of a text, at most so many bytes of UTF-8: whole characters only, and none that PostgreSQL cannot hold. Half of
 * a surrogate pair in one name fails a whole statement of 1,000 rows (22P02), and the same again at every write after it.
 */
export const cut = (text: string, bytes: number): string => {
  // A character of UTF-16 is one byte at least and three at most; a half at the end of the slice never fits.
  const sound = storableText(text.length > bytes ? text.slice(0, bytes) : text);
  if (sound.length * 3 <= bytes) return sound;
  return sound.slice(0, encoder.encodeInto(sound, new Uint8Array(bytes)).read);
};
