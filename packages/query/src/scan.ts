import { type Span, Unreadable } from './problem.ts';

/** A value as written: unquoted `pay*` is the text `pay` with a star. */
export type Written = Span & { readonly text: string; readonly quoted: boolean; readonly star: boolean };

export type Token =
  | (Span & { readonly is: 'open' | 'close' | 'minus' | 'and' | 'or' | 'not' })
  | (Span & { readonly is: 'free'; readonly written: Written })
  | (Span & {
      readonly is: 'field';
      readonly name: string;
      readonly operator: string;
      readonly values: readonly Written[];
    });

/** Sticky and without nested repetition: each character is looked at a fixed number of times. */
const space = /\s+/y;
const bareWord = /[^\s()"]+/y;
const bareValue = /[^\s()",]+/y;
const quotedText = /"((?:[^"\\]|\\.)*)"/sy;
const fieldName = /[A-Za-z][\w.-]*(?=:)/y;
const comparison = /[<>]=?/y;
const connectives = { AND: 'and', OR: 'or', NOT: 'not' } as const;

/** In any case: what a person may have meant as one. */
export const isConnective = (word: string): boolean => /^(?:and|or|not)$/i.test(word);

/** Turns the text into tokens; throws Unreadable where it cannot. */
export const scan = (text: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };

  const quoted = (): Written => {
    const offset = at;
    const found = take(quotedText);
    if (found === null)
      throw new Unreadable(
        'query-unclosed-quote',
        { offset, length: text.length - offset },
        'This quote is never closed.',
        'Write " at its end; a " inside is written \\".',
      );
    const star = text[at] === '*';
    if (star) at += 1;
    return {
      text: (found[1] ?? '').replace(/\\(["\\])/g, '$1'),
      quoted: true,
      star,
      offset,
      length: at - offset,
    };
  };

  const bare = (pattern: RegExp): Written => {
    const offset = at;
    const written = take(pattern)?.[0] ?? '';
    const span = { offset, length: at - offset };
    const star = written.endsWith('*');
    const content = star ? written.slice(0, -1) : written;
    if (content.includes('*'))
      throw new Unreadable(
        'query-bad-wildcard',
        span,
        'A * stands only at the end.',
        `Quote it to mean the character: "${written}".`,
      );
    return { text: content, quoted: false, star, ...span };
  };

  const value = (name: string, offset: number): Written => {
    const written = text[at] === '"' ? quoted() : bare(bareValue);
    if (written.length > 0) return written;
    throw new Unreadable(
      'query-missing-value',
      { offset, length: at - offset },
      `${name}: needs a value.`,
      `Write ${name}:something without a space, ${name}:"two words", or ${name}:* for any value.`,
    );
  };

  const field = (name: string, offset: number): Token => {
    at += 1;
    const operator = take(comparison)?.[0] ?? '';
    const values = [value(name, offset)];
    while (text[at] === ',') {
      at += 1;
      values.push(value(name, offset));
    }
    return { is: 'field', name, operator, values, offset, length: at - offset };
  };

  const token = (): Token => {
    const offset = at;
    const first = text[at];
    if (first === '(' || first === ')') {
      at += 1;
      return { is: first === '(' ? 'open' : 'close', offset, length: 1 };
    }
    if (first === '-') {
      at += 1;
      if (at < text.length && !/[\s)]/.test(text[at] ?? '')) return { is: 'minus', offset, length: 1 };
      throw new Unreadable(
        'query-unexpected',
        { offset, length: 1 },
        'A - excludes what it is joined to, and this one is joined to nothing.',
        'Write -kind:flag, without a space.',
      );
    }
    const name = take(fieldName)?.[0];
    const written = name === undefined ? (first === '"' ? quoted() : bare(bareWord)) : undefined;
    const found: Token =
      written === undefined
        ? field(name ?? '', offset)
        : { is: 'free', written, offset, length: at - offset };
    if (at < text.length && !/[\s()]/.test(text[at] ?? ''))
      throw new Unreadable(
        'query-unexpected',
        { offset: at, length: 1 },
        `A ${text[at]} cannot stand here.`,
        'Put a space before it, or quote the whole text.',
      );
    const connective = written?.quoted === false && !written.star ? written.text : '';
    if (connective === 'AND' || connective === 'OR' || connective === 'NOT')
      return { is: connectives[connective], offset, length: at - offset };
    return found;
  };

  for (take(space); at < text.length; take(space)) tokens.push(token());
  return tokens;
};
