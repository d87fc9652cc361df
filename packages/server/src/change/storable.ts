/** Deeper than this a value is refused: PostgreSQL and JSON.stringify both recurse. */
export const deepest = 64;

const unstorable = /[\0\ud800-\udfff]/;

/** A text that PostgreSQL can hold: no NUL, no half of a surrogate pair (jsonb refuses `\ud800`). */
export const storableText = (text: string): string =>
  unstorable.test(text) ? text.toWellFormed().replaceAll('\0', '\ufffd') : text;

/** The names that lead to what is nested too deeply, the innermost first: noted on the way out, so that it costs nothing else. */
class TooDeep {
  readonly names: string[] = [];
}

const cleaned = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return new TooDeep();
  const isList = Array.isArray(value);
  const list: unknown[] = [];
  const named: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) {
    const part = cleaned(inner, depth + 1);
    if (part instanceof TooDeep) {
      part.names.push(name);
      return part;
    }
    if (isList) list.push(part);
    else named.push([storableText(name), part]);
  }
  return isList ? list : Object.fromEntries(named);
};

/** The value with every text and name made storable; or the JSON pointer of the first part that is nested too deeply. */
export const storable = (value: unknown, depth = 0): { value: unknown } | { tooDeep: string } => {
  const clean = cleaned(value, depth);
  if (!(clean instanceof TooDeep)) return { value: clean };
  const names = clean.names.reverse().map((name) => name.slice(0, 200));
  return { tooDeep: names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') };
};
