/** One word of a filter as it is typed: cut loosely, to colour and to complete it. What it means only the server says. */
export type Word = {
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  /** What stands before the first colon; null where there is none. */
  readonly field: string | null;
  /** Where what follows the minus and the colon begins. */
  readonly value: number;
};

// A word goes on over spaces inside quotes; a quote left open goes on to the end.
const word = /(?:"(?:[^"\\]|\\.)*(?:"|$)|[^\s()"])+/g;

export const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(word)].map((match) => {
    const start = match.index;
    const negated = match[0].startsWith('-');
    const body = start + (negated ? 1 : 0);
    const field = /^[A-Za-z][\w.-]*(?=:)/.exec(text.slice(body, start + match[0].length))?.[0] ?? null;
    return {
      start,
      end: start + match[0].length,
      negated,
      field,
      value: field === null ? body : body + field.length + 1,
    };
  });

export type Piece = {
  readonly start: number;
  readonly text: string;
  readonly is: 'space' | 'sign' | 'field' | 'value' | 'operator';
};

/** The whole text, cut for colouring. */
export const piecesOf = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  const add = (start: number, end: number, is: Piece['is']): void => {
    if (end > start) pieces.push({ start, text: text.slice(start, end), is });
  };
  let at = 0;
  for (const { start, end, negated, field, value } of wordsOf(text)) {
    add(at, start, 'space');
    const body = start + (negated ? 1 : 0);
    add(start, body, 'sign');
    if (field !== null) add(body, value, 'field');
    add(value, end, /^(?:AND|OR|NOT)$/.test(text.slice(start, end)) ? 'operator' : 'value');
    at = end;
  }
  add(at, text.length, 'space');
  return pieces;
};

/** Somebody is in the middle of a word that cannot be a filter yet: asking now would only bring an error. */
export const unfinished = (text: string): boolean => {
  const trimmed = text.trimEnd();
  const quotes = trimmed.match(/(?<!\\)"/g)?.length ?? 0;
  const opened = (trimmed.match(/\(/g)?.length ?? 0) - (trimmed.match(/\)/g)?.length ?? 0);
  return /[:,(<>=]$|(?:^|\s)(?:-|AND|OR|NOT)$/.test(trimmed) || quotes % 2 === 1 || opened > 0;
};

/** A value as it must be written in a filter. */
export const quoted = (value: string): string =>
  /^[^\s()",*<>][^\s()",*]*$/u.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;

/** Adds a term, unless the filter holds it already. */
export const withTerm = (q: string, term: string): string => {
  const has = wordsOf(q).some(({ start, end }) => q.slice(start, end) === term);
  return has ? q : `${q} ${term}`.trim();
};
