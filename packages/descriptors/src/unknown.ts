/** Looking into what somebody else wrote, of which nothing is promised: a wrong turn is empty, never an exception. */
export type Fields = Readonly<Record<string, unknown>>;

const nothing: Fields = {};

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : nothing;

export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => {
    const fields = fieldsOf(inner);
    return Object.hasOwn(fields, name) ? fields[name] : undefined;
  }, value);

export const fieldsAt = (value: unknown, ...path: readonly string[]): Fields => fieldsOf(at(value, ...path));

export const listAt = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** Numbers and booleans too, as whoever wrote YAML meant them: `version: 1.2`. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
};

export const textAt = (value: unknown, ...path: readonly string[]): string | undefined =>
  textOf(at(value, ...path));

/** The fields whose values are words. */
export const wordsAt = (value: unknown, ...path: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fieldsAt(value, ...path)).flatMap(([key, inner]) => {
      const text = textOf(inner);
      return text === undefined ? [] : [[key, text]];
    }),
  );
