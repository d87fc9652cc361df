/**
 * At least so many bytes does a value take as JSON: punctuation and letters are counted, escapes are not. Counting ends beyond
 * `enough`. What stands in many places, as aliases of YAML make it, is counted in each.
 */
export const leastBytes = (value: unknown, enough: number): number => {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 1;
  let bytes = 2;
  const isList = Array.isArray(value);
  for (const [name, inner] of isList ? value.entries() : Object.entries(value)) {
    bytes += (isList ? 1 : String(name).length + 4) + leastBytes(inner, enough - bytes);
    if (bytes > enough) break;
  }
  return bytes;
};
