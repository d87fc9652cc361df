import type { Says } from './description.ts';

/** What is being said, while it is read. */
export type Draft = { -readonly [Name in keyof Says]: Says[Name] };

/** Puts a value in its place where there is one; an empty list or map is nothing said. */
export const put = <Name extends keyof Says>(
  draft: Draft,
  name: Name,
  value: Says[Name] | undefined,
): void => {
  if (value === undefined) return;
  if (typeof value === 'object' && Object.keys(value).length === 0) return;
  draft[name] = value;
};
