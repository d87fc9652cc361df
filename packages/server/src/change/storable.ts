/** Deeper than this a value is refused: PostgreSQL and JSON.stringify both recurse. */
export const deepest = 64;

/** A text that PostgreSQL can hold: no NUL, no half of a surrogate pair (jsonb refuses `\ud800`). */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');

/** The value with every text and name made storable; or the JSON pointer of the first part that is nested too deeply. */
export const storable = (
  value: unknown,
  pointer = '',
  depth = 0,
): { value: unknown } | { tooDeep: string } => {
  if (typeof value === 'string') return { value: storableText(value) };
  if (typeof value !== 'object' || value === null) return { value };
  if (depth >= deepest) return { tooDeep: pointer };
  const parts: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) {
    const part = storable(inner, `${pointer}/${escaped(name)}`, depth + 1);
    if ('tooDeep' in part) return part;
    parts.push([storableText(name), part.value]);
  }
  return { value: Array.isArray(value) ? parts.map(([, inner]) => inner) : Object.fromEntries(parts) };
};

/** A name as a part of a JSON pointer (RFC 6901, 3). */
const escaped = (name: string): string => name.slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1');
