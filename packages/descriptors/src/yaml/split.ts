/** One document of a stream, as it stands in it. */
export type Chunk = {
  readonly text: string;
  /** The line of the stream that it begins on, 1-based. */
  readonly line: number;
};

/** A document marker: at column 0, alone or followed by white space (YAML 1.2.2, 9.1.2). Nothing else can stand there, not even in a scalar. */
const marker = /(?:^|[\r\n])(---|\.\.\.)(?=[ \t\r\n]|$)/g;

/**
 * Before `---` only comments and directives may stand without being a document themselves. `\r` is not taken from its
 * `\n`: if it were, forty empty lines of a Windows file would take 2^40 steps to fail.
 */
const onlyPrologue = /^(?:(?:[ \t]*(?:#[^\r\n]*)?|%[^\r\n]*)(?:\r\n|\r(?!\n)|\n|$))*$/;

const breaks = /\r\n|\r|\n/g;
const countBreaks = (text: string): number => text.match(breaks)?.length ?? 0;

/**
 * Takes a stream apart at its markers, without reading what stands between them: so one document that cannot be read,
 * even one with a quote that nobody closed, leaves the others whole. Empty documents are left out.
 */
export const splitDocuments = (stream: string): Chunk[] => {
  const chunks: Chunk[] = [];
  let start = 0;
  let line = 1;
  let opened = false;
  const close = (end: number): void => {
    const text = stream.slice(start, end);
    if (opened || !onlyPrologue.test(text)) chunks.push({ text, line });
    line += countBreaks(text);
    start = end;
    opened = false;
  };
  for (const found of stream.matchAll(marker)) {
    const word = found[1] ?? '';
    const at = found.index + found[0].length - word.length;
    if (word === '...') {
      close(at);
      // The marker's own line belongs to no document; blanks stand for it, so that columns still count.
      start = at + word.length;
      continue;
    }
    if (opened || !onlyPrologue.test(stream.slice(start, at))) close(at);
    opened = true;
  }
  close(stream.length);
  return chunks;
};
