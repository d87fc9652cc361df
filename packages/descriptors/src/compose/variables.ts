/** The variables that a compose file is read with. */
export type Variables = Readonly<Record<string, string>>;

const name = /^[A-Za-z_]\w*/;

/** The index of the brace that closes the one before `from`; -1 where none does. */
const closing = (text: string, from: number): number => {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '$' && text[at + 1] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
};

/** What stands in the braces: `VAR`, `VAR:-default`, `VAR-default`, `VAR:+other`, `VAR+other`, `VAR:?message`. */
const braced = (inside: string, variables: Variables, deep: number): string => {
  const variable = name.exec(inside)?.[0];
  if (variable === undefined) return '';
  const value = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
  const [, colon = '', operator = '', other = ''] =
    /^(:?)([-+?]?)([\s\S]*)$/.exec(inside.slice(variable.length)) ?? [];
  const there = value !== undefined && (colon === '' || value !== '');
  if (operator === '-') return there ? value : interpolated(other, variables, deep + 1);
  if (operator === '+') return there ? interpolated(other, variables, deep + 1) : '';
  return value ?? '';
};

/**
 * `$VAR`, `${VAR}`, `${VAR:-default}` and the others, nested too; `$$` is a dollar (docs.docker.com, Interpolation). A
 * variable that is not there is empty, as compose has it: where compose would refuse, a reader for discovery goes on.
 */
export const interpolated = (text: string, variables: Variables, deep = 0): string => {
  if (!text.includes('$') || deep > 10) return text;
  let out = '';
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('$', at);
    if (next < 0 || out.length > 100_000) return out + text.slice(at, next < 0 ? undefined : next);
    out += text.slice(at, next);
    const rest = text.slice(next + 1, next + 300);
    const plain = name.exec(rest)?.[0];
    if (rest.startsWith('$')) {
      out += '$';
      at = next + 2;
    } else if (rest.startsWith('{')) {
      const end = closing(text, next + 2);
      if (end < 0) return out + text.slice(next);
      out += braced(text.slice(next + 2, end), variables, deep);
      at = end + 1;
    } else if (plain !== undefined) {
      out += Object.hasOwn(variables, plain) ? (variables[plain] ?? '') : '';
      at = next + 1 + plain.length;
    } else {
      out += '$';
      at = next + 1;
    }
  }
  return out;
};

/** All texts within a value, whatever its shape. */
export const interpolatedWithin = (value: unknown, variables: Variables): unknown => {
  if (typeof value === 'string') return interpolated(value, variables);
  if (Array.isArray(value)) return value.map((item) => interpolatedWithin(item, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, interpolatedWithin(inner, variables)]),
  );
};

/** An env file: `KEY=value`, quotes, `export`, comments, and variables that were set before (docs.docker.com, .env files). */
export const variablesOfFile = (text: string, before: Variables = {}): Record<string, string> => {
  const found: Record<string, string> = {};
  // One for all lines: a copy for each would be n² of them.
  const known: Record<string, string> = { ...before };
  for (const line of text.split(/\r?\n/)) {
    const parts = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*[=:]\s*(.*)$/s.exec(line);
    const [key, raw] = [parts?.[1], parts?.[2]];
    if (key === undefined || raw === undefined) continue;
    const quoted = /^(['"])(.*?)\1\s*(?:#.*)?$/s.exec(raw);
    const value = quoted?.[2] ?? raw.replace(/(?:^|\s)#.*$/s, '').trim();
    known[key] = found[key] = quoted?.[1] === "'" ? value : interpolated(value, known);
  }
  return found;
};
