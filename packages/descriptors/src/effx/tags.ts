import { field, isFields } from '../shape.ts';

const scalar = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;

/** `{tier: "1"}`, or `[{key: tier, value: "1"}]` as the first versions had it; `{go: }` is a tag without a value. */
export const tagsOf = (tags: unknown): Record<string, string> => {
  const pairs: [string, string][] = [];
  if (isFields(tags))
    for (const [key, value] of Object.entries(tags)) {
      const text = value === null ? '' : scalar(value);
      if (text !== undefined) pairs.push([key, text]);
    }
  for (const tag of Array.isArray(tags) ? tags : []) {
    if (!isFields(tag)) continue;
    const key = scalar(field(tag, 'key'));
    if (key !== undefined) pairs.push([key, scalar(field(tag, 'value')) ?? '']);
  }
  return Object.fromEntries(pairs);
};
