import { type Ast, and, not, or } from './ast.ts';
import { fieldTerm } from './field-term.ts';
import { freeTerm } from './free-term.ts';
import { type Limits, usualLimits } from './limits.ts';
import { type Problem, type Span, Unreadable } from './problem.ts';
import type { Vocabulary } from './registry.ts';
import { isConnective, scan, type Token, type Written } from './scan.ts';
import { normalise } from './words.ts';

export type Parsed =
  | { readonly ok: true; readonly ast: Ast }
  | { readonly ok: false; readonly problem: Problem };

const refuseForeign = (text: string, limits: Limits): void => {
  if (text.length > limits.characters)
    throw new Unreadable(
      'query-too-long',
      { offset: limits.characters, length: text.length - limits.characters },
      `A query has at most ${limits.characters} characters; this one has ${text.length}.`,
    );
  // PostgreSQL's text holds neither; the driver would change one silently and the server refuse the other.
  const offset = text.isWellFormed() ? text.indexOf('\0') : text.search(/\p{Surrogate}/u);
  if (offset >= 0)
    throw new Unreadable(
      'query-bad-character',
      { offset, length: 1 },
      'Text cannot hold this character.',
      'Remove it.',
    );
};

const refuseSizes = (tokens: readonly Token[], limits: Limits): void => {
  const values = tokens.flatMap((token): readonly Written[] =>
    token.is === 'field' ? token.values : token.is === 'free' ? [token.written] : [],
  );
  // NFKC makes some characters longer (one Arabic ligature becomes 18), so both forms count.
  const long = values.find(
    ({ text }) => Math.max(text.length, normalise(text).length) > limits.valueCharacters,
  );
  if (long !== undefined)
    throw new Unreadable(
      'query-value-too-long',
      long,
      `A value has at most ${limits.valueCharacters} characters.`,
    );
  const surplus = values[limits.terms];
  if (surplus !== undefined)
    throw new Unreadable(
      'query-too-many-terms',
      surplus,
      `A query has at most ${limits.terms} words and values; this one has ${values.length}.`,
    );
};

const startsTerm: readonly Token['is'][] = ['free', 'field', 'open', 'minus', 'not'];
const endsTerm: readonly Token['is'][] = ['free', 'field', 'close'];

/** `a or b` asks for three words, and finds nothing without saying why: whoever writes it means OR. */
const refuseSmallConnectives = (tokens: readonly Token[]): void => {
  for (const [index, token] of tokens.entries()) {
    if (token.is !== 'free' || token.written.quoted || token.written.star) continue;
    const { text } = token.written;
    if (!isConnective(text)) continue;
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    const capital = text.toUpperCase();
    const joins =
      capital === 'NOT' ? before?.is !== 'minus' : before !== undefined && endsTerm.includes(before.is);
    if (joins && after !== undefined && startsTerm.includes(after.is))
      throw new Unreadable(
        'query-unexpected',
        token,
        `${capital} is written in capitals; to search for the word, quote it.`,
        `Write ${capital}, or "${text}" for the word.`,
      );
  }
};

/** Recursive descent over the tokens: or < and < not < term. */
const read = (tokens: readonly Token[], vocabulary: Vocabulary, limits: Limits, end: number): Ast => {
  let next = 0;
  const span = (): Span => tokens[next] ?? { offset: end, length: 0 };
  const is = (...kinds: readonly Token['is'][]): boolean => {
    const token = tokens[next];
    return token !== undefined && kinds.includes(token.is);
  };

  const group = (depth: number): Ast => {
    const opened = span();
    next += 1;
    if (is('close'))
      throw new Unreadable(
        'query-unexpected',
        opened,
        'These parentheses are empty.',
        'Quote them to mean the characters.',
      );
    const inner = any(depth);
    if (!is('close'))
      throw new Unreadable(
        'query-unclosed-group',
        opened,
        'This parenthesis is never closed.',
        'Write ) at its end.',
      );
    next += 1;
    return inner;
  };

  const one = (depth: number): Ast => {
    if (depth > limits.depth)
      throw new Unreadable('query-too-deep', span(), `A query nests at most ${limits.depth} deep.`);
    const token = tokens[next];
    if (token?.is === 'open') return group(depth + 1);
    if (token?.is === 'field' || token?.is === 'free') {
      next += 1;
      return token.is === 'field' ? fieldTerm(token, vocabulary) : freeTerm(token.written);
    }
    if (token?.is === 'minus' || token?.is === 'not') {
      next += 1;
      return not(one(depth + 1));
    }
    throw new Unreadable(
      'query-unexpected',
      span(),
      token === undefined ? 'Something is missing at the end.' : 'Something is missing before this.',
      'AND, OR, NOT and parentheses need a term beside them; quote them to mean the words.',
    );
  };

  const all = (depth: number): Ast => {
    const items = [one(depth)];
    while (next < tokens.length && !is('close', 'or')) {
      if (is('and')) next += 1;
      items.push(one(depth));
    }
    return and(items);
  };

  const any = (depth: number): Ast => {
    const items = [all(depth)];
    while (is('or')) {
      next += 1;
      items.push(all(depth));
    }
    return or(items);
  };

  if (tokens.length === 0) return and([]);
  const ast = any(0);
  if (next < tokens.length)
    throw new Unreadable(
      'query-unexpected',
      span(),
      'This parenthesis closes nothing.',
      'Remove it or quote it.',
    );
  return ast;
};

/**
 * Reads a query in time linear in its length. Never throws for any text. An empty text matches every row. The language:
 *
 *     query  = [ all { "OR" all } ]                 all = one { [ "AND" ] one }
 *     one    = ( "-" | "NOT" ) one | "(" query ")" | name ":" ( "*" | [ sign ] value { "," value } ) | free
 *     sign   = ">" | ">=" | "<" | "<="
 *     free   = word | word "*" | quoted             value = ( bare | quoted ) [ "*" ]
 *     quoted = '"' text '"', in which \" and \\ stand for " and \
 *
 * AND, OR and NOT are upper case, and lower-case ones where they would join terms are refused; names of fields are of any case. Nothing is bare that holds white space, `"`, `(` or `)`,
 * nor in a value `,`.
 */
export const parse = (
  text: string,
  vocabulary: Vocabulary,
  options: { readonly limits?: Partial<Limits> } = {},
): Parsed => {
  const limits = { ...usualLimits, ...options.limits };
  try {
    refuseForeign(text, limits);
    const tokens = scan(text);
    refuseSizes(tokens, limits);
    refuseSmallConnectives(tokens);
    return { ok: true, ast: read(tokens, vocabulary, limits, text.length) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem };
    throw error;
  }
};
