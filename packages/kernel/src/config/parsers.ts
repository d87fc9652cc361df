/** From the text of a variable to a value. `of` answers undefined for what is not `says`. */
export type Parser<Value> = {
  /** What is accepted, to follow "must be": `a whole number from 0 to 65535`. */
  readonly says: string;
  readonly of: (text: string) => Value | undefined;
};

export const text: Parser<string> = { says: 'text', of: (it) => it };

export const wholeNumber = (least: number, most: number): Parser<number> => ({
  says: `a whole number from ${least} to ${most}`,
  of: (it) => {
    const number = /^\d+$/.test(it) ? Number(it) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  },
});

export const oneOf = <const Choice extends string>(...choices: readonly Choice[]): Parser<Choice> => ({
  says: choices.join(', ').replace(/, ([^,]*)$/, ' or $1'),
  of: (it) => choices.find((choice) => choice === it),
});

/** Any of the choices, or none. */
export const someOf = <const Choice extends string>(
  ...choices: readonly Choice[]
): Parser<ReadonlySet<Choice>> => ({
  says: `any of ${choices.join(', ')}, separated by commas, or none`,
  of: (it) => {
    const given = list.of(it) ?? [];
    const known = choices.filter((choice) => given.includes(choice));
    return given.some((entry) => entry !== 'none' && !choices.includes(entry as Choice))
      ? undefined
      : new Set(known);
  },
});

/** Comma-separated; empty entries are passed over. */
export const list: Parser<readonly string[]> = {
  says: 'text, several separated by commas',
  of: (it) =>
    it
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
};

/** Separated by white space; each of at least 8 characters, so that no piece of a secret becomes a secret of its own. */
export const secrets: Parser<readonly string[]> = {
  says: 'one or more secrets of at least 8 characters, separated by spaces, with none inside of them',
  of: (it) => {
    const given = it.split(/\s+/).filter((entry) => entry !== '');
    return given.every(({ length }) => length >= 8) ? given : undefined;
  },
};

const units: Readonly<Record<string, number>> = { '': 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/** Bytes, `25MiB` or a plain number, of at most `most`. */
export const bytes = (most: number): Parser<number> => ({
  says: `a size such as 512KiB, 25MiB or 1048576, at most ${most / 2 ** 20}MiB`,
  of: (it) => {
    const [, amount, unit = ''] = /^(\d+) ?(KiB|MiB|GiB)?$/.exec(it) ?? [];
    const size = Number(amount) * (units[unit] ?? Number.NaN);
    return size > 0 && size <= most ? size : undefined;
  },
});

/** An address of one of the protocols. */
export const url = (...protocols: readonly string[]): Parser<URL> => ({
  says: `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  of: (it) => {
    const parsed = URL.parse(it);
    return parsed !== null && protocols.includes(parsed.protocol) ? parsed : undefined;
  },
});
