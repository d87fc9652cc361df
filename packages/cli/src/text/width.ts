import { stripVTControlCharacters } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Control characters (a title may come from anyone, and a terminal obeys escapes) and those that turn the writing direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** One line that a terminal shows and does not obey. */
export const plain = (text: string): string => stripVTControlCharacters(text).replace(unsafe, ' ').trim();

const cells = (grapheme: string): number => {
  if (/^\p{Mark}|^\p{Default_Ignorable_Code_Point}/u.test(grapheme)) return 0;
  if (/\p{Emoji_Presentation}|\ufe0f/u.test(grapheme)) return 2;
  return eastAsianWidth(grapheme.codePointAt(0) ?? 32);
};

/** Columns that a text takes: 変 is two, é with a combining accent is one, a family emoji is two. */
export const width = (text: string): number => {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let sum = 0;
  for (const { segment } of graphemes.segment(text)) sum += cells(segment);
  return sum;
};

/** At most so many columns; what does not fit ends in an ellipsis. */
export const fit = (text: string, columns: number): string => {
  if (width(text) <= columns) return text;
  if (columns < 1) return '';
  let [kept, used] = ['', 0];
  for (const { segment } of graphemes.segment(text)) {
    const next = used + cells(segment);
    if (next > columns - 1) break;
    kept += segment;
    used = next;
  }
  return `${kept.trimEnd()}…`;
};

export const pad = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - width(text)));

export const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - width(text))) + text;
