import type { Says } from './description.ts';
import { type Draft, put } from './draft.ts';

const lists = ['owners', 'links', 'aliases', 'relations'] as const;
const maps = ['contacts', 'tags', 'joins', 'annotations', 'rest'] as const;

/** Adds what is said elsewhere in the same document: single values only where there is none, lists and maps together. */
export const addTo = (draft: Draft, more: Says): Draft => {
  const said: Draft = { ...more, ...draft };
  for (const name of lists)
    put(said, name, [...(draft[name] ?? []), ...(more[name] ?? [])] as unknown as Says[typeof name]);
  for (const name of maps) put(said, name, { ...more[name], ...draft[name] } as Says[typeof name]);
  return said;
};
