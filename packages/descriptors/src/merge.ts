import type { Says } from './description.ts';
import type { Draft } from './draft.ts';

const lists = ['owners', 'links', 'aliases', 'relations'] as const;
const maps = ['contacts', 'tags', 'joins', 'annotations', 'rest'] as const;

/** Puts together what is said in two places of one document: `first` where both say it, lists and maps united. */
export const united = (first: Says, second: Says): Draft => {
  const said: Draft = { ...second, ...first };
  for (const name of lists) {
    const [one, other] = [first[name], second[name]];
    if (one !== undefined && other !== undefined)
      said[name] = [...new Set<unknown>([...one, ...other])] as unknown as never;
  }
  for (const name of maps) {
    const [one, other] = [first[name], second[name]];
    if (one !== undefined && other !== undefined) said[name] = { ...other, ...one } as never;
  }
  return said;
};
