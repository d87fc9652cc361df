import { isFields } from '../shape.ts';

/**
 * `{$text: ./openapi.yaml}`: Backstage puts the file's text in its place (also `$json`, `$yaml` and those that plugins
 * add). Reading it is the caller's, from where the operator allows; until then it is kept as it is written.
 */
export const isPlaceholder = (value: unknown): value is Readonly<Record<string, string>> => {
  if (!isFields(value)) return false;
  const [key, ...others] = Object.keys(value);
  return key !== undefined && others.length === 0 && key.startsWith('$') && typeof value[key] === 'string';
};

/** What a placeholder names: an address, or a path from the descriptor. */
export const targetOf = (placeholder: Readonly<Record<string, string>>): string =>
  Object.values(placeholder)[0] ?? '';
