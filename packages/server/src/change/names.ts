import { fold } from '@nightjar/query/fold';

/** Without control characters: rows travel to the database split at two of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
export const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f]+/g, ' ');

/** A name as names are compared: case does not tell them apart. */
export const sameName = (name: string): string => fold(plain(name));
