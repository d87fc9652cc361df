import type { Description } from '../description.ts';
import { type Ref, refOf } from '../ref.ts';
import { slugOf } from '../slug.ts';
import type { Placed } from './folders.ts';

/** One commit of the last ninety days. */
export type Commit = { readonly name: string; readonly email: string; readonly paths: readonly string[] };

const machine = /\[bot\]|\bbot@|^noreply@|^actions@github\.com$|dependabot|renovate/i;

/** GitHub hides an address behind the user's own name: `1234+joey@users.noreply.github.com`. */
const personOf = (email: string): string =>
  slugOf(/^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/i.exec(email)?.[1] ?? email);

/** Fewer commits than these tell of a passer-by. */
const enough = 3;
/** Who did less of the work than this is left out. */
const leastShare = 0.2;
const most = 3;

/**
 * Who has changed a folder of late, as a guess at who owns it: sure by the first one's share of the commits, and never more
 * than 0.6, because who repairs is not always who answers.
 */
export const describeCommitters = (places: readonly Placed[], commits: readonly Commit[]): Description[] => {
  const byPeople = commits.filter(({ name, email }) => !machine.test(name) && !machine.test(email));
  const people = new Map<Ref, Commit>();
  const owned = places.flatMap(({ entity, name, folder }): Description[] => {
    const inside = byPeople.filter(({ paths }) =>
      paths.some((path) => folder === '' || path.startsWith(`${folder}/`)),
    );
    if (inside.length < enough) return [];
    const counts = Map.groupBy(inside, ({ email }) => personOf(email.toLowerCase()));
    const ranked = [...counts]
      .map(([person, theirs]) => ({ person, theirs, share: theirs.length / inside.length }))
      .filter(({ person, share }) => person !== '' && share >= leastShare)
      .sort((a, b) => b.share - a.share || (a.person < b.person ? -1 : 1))
      .slice(0, most);
    const [first] = ranked;
    if (first === undefined) return [];
    for (const { person, theirs } of ranked)
      if (theirs[0] !== undefined) people.set(refOf('person', person), theirs[0]);
    return [
      {
        entity,
        name,
        by: 'committers',
        place: folder,
        confidence: Math.round(Math.min(0.6, first.share) * 100) / 100,
        says: { owners: ranked.map(({ person }) => refOf('person', person)) },
      },
    ];
  });
  const named = [...people].map(([entity, { name, email }]): Description => {
    const hidden = /@users\.noreply\.github\.com$/i.test(email);
    return {
      entity,
      name: personOf(email.toLowerCase()),
      by: 'committers',
      place: '',
      says: {
        ...(name.trim() !== '' && { title: name.trim() }),
        ...(!hidden && { contacts: { email: { label: email, url: `mailto:${email}` } } }),
      },
    };
  });
  return [...owned, ...named];
};
