import { join, sql } from '@nightjar/kernel/database/sql';
import { joinedBy, nearby, wordsOfName } from '../vocabulary.ts';
import { misspelt } from './misspelling.ts';
import type { Correction, Needle } from './needle.ts';
import type { Scope } from './scope.ts';

/** Of one word so many corrections are tried, of one needle so many mixtures of them. */
const most = { words: 200, corrections: 4, mixtures: 6 } as const;

type Near = { readonly part: string; readonly word: string };

/** Words of names that are one edit away, and those that share most trigrams: longer words may have two edits. */
const wordsNear = (scope: Scope, parts: readonly string[]): Promise<Near[]> =>
  scope.reader.many<Near>(
    join(
      parts.map(
        (part) => sql`
        (select ${part}::text as part, word from ${scope.word}
          where org = ${scope.org}::int and nearby && ${nearby(part)}::text[] limit ${most.words})
        union
        (select ${part}::text, word from ${scope.word}
          where org = ${scope.org}::int and word operator(nightjar.%) ${part}::text
          order by nightjar.similarity(word, ${part}::text) desc, word limit ${most.words})`,
      ),
      ' union all ',
    ),
  );

const byEdits = (a: Correction, b: Correction): number => a.edits - b.edits || (a.text < b.text ? -1 : 1);

/** What a part may have been meant as; itself where names have it, or where nothing is near. */
const meant = (part: string, near: readonly Near[]): readonly Correction[] => {
  const found = near.flatMap(({ part: of, word }) => {
    const edits = of === part ? misspelt(part, word) : undefined;
    return edits === undefined ? [] : [{ text: word, edits }];
  });
  const sorted = found.sort(byEdits);
  return sorted.length === 0 || sorted[0]?.edits === 0
    ? [{ text: part, edits: 0 }]
    : sorted.slice(0, most.corrections);
};

/** Of all ways to correct a needle those with the fewest edits: further ones are other words. */
const corrected = (needle: Needle, near: readonly Near[]): Needle => {
  if (needle.is !== 'word') return needle;
  let mixtures: readonly Correction[] = [{ text: '', edits: 0 }];
  for (const part of joinedBy('-', needle.text).split('-')) {
    const words = meant(part, near);
    mixtures = mixtures
      .flatMap(({ text, edits }) =>
        words.map((word) => ({
          text: text === '' ? word.text : `${text}-${word.text}`,
          edits: edits + word.edits,
        })),
      )
      .sort(byEdits)
      .slice(0, most.mixtures);
  }
  const least = mixtures[0]?.edits ?? 0;
  return { ...needle, corrections: least === 0 ? [] : mixtures.filter(({ edits }) => edits === least) };
};

/** The needles with what may have been meant by each word that no name has; null where nothing is near any of them. */
export const correct = async (scope: Scope, needles: readonly Needle[]): Promise<Needle[] | null> => {
  const parts = new Set(needles.flatMap(({ is, text }) => (is === 'word' ? wordsOfName(text) : [])));
  if (parts.size === 0) return null;
  const near = await wordsNear(scope, [...parts]);
  const all = needles.map((needle) => corrected(needle, near));
  return all.some(({ corrections }) => corrections.length > 0) ? all : null;
};
