/** 1-based, as editors count. */
export type Position = { readonly line: number; readonly column: number };

/** Where an offset of `text` lies, when `text` begins on `firstLine`. */
export const positionAt = (text: string, offset: number, firstLine: number): Position => {
  let line = firstLine;
  let begins = 0;
  for (const found of text.slice(0, offset).matchAll(/\r\n|\r|\n/g)) {
    line += 1;
    begins = found.index + found[0].length;
  }
  return { line, column: offset - begins + 1 };
};
