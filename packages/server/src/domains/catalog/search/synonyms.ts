import type { Parser } from '@nightjar/kernel/config/parsers';
import { normalise } from '@nightjar/query/words';

/** For a word, the other words that mean the same. */
export type Synonyms = ReadonlyMap<string, readonly string[]>;

export const noSynonyms: Synonyms = new Map();

/** Each line of the setting is a group, any word of which stands for every other: whoever writes `postgres` means `pg` too. */
const groups = (text: string): string[][] | undefined => {
  const found: string[][] = [];
  for (const entry of text.split(';')) {
    if (entry.trim() === '') continue;
    const [word, others, ...more] = entry.split('=');
    if (word === undefined || others === undefined || more.length > 0) return undefined;
    const group = [word, ...others.split(',')].map(normalise);
    if (group.some((it) => it === '' || /[\s"()]/.test(it))) return undefined;
    found.push(group);
  }
  return found;
};

/** `pg=postgres,postgresql;k8s=kubernetes`. */
export const synonyms: Parser<Synonyms> = {
  says: 'groups of words such as `pg=postgres,postgresql;k8s=kubernetes`, each a single word',
  of: (text) => {
    const meant = new Map<string, Set<string>>();
    for (const group of groups(text) ?? [])
      for (const word of group)
        meant.set(word, new Set([...(meant.get(word) ?? []), ...group.filter((it) => it !== word)]));
    return groups(text) && new Map([...meant].map(([word, others]) => [word, [...others]]));
  },
};
