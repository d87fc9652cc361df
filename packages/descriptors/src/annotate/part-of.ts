import { attributesOf } from '../attributes.ts';
import type { Says } from '../description.ts';

const nameOf = (says: object): string | undefined => attributesOf(says as Says)[0]?.name;

/** As much of what is said as has these attributes' names. */
export const partOf = (says: Says, names: readonly string[]): Says => {
  const wanted = new Set<string | undefined>(names);
  const part: Record<string, unknown> = {};
  // An attribute of its own (the owners are one together), a list of them, or a map of them.
  for (const [field, value] of Object.entries<unknown>(says))
    if (nameOf({ [field]: value }) === field) {
      if (wanted.has(field)) part[field] = value;
    } else if (Array.isArray(value)) {
      part[field] = value.filter((item) => wanted.has(nameOf({ [field]: [item] })));
    } else if (typeof value === 'object' && value !== null)
      part[field] = Object.fromEntries(
        Object.entries(value).filter(([key, each]) => wanted.has(nameOf({ [field]: { [key]: each } }))),
      );
  return part as Says;
};
