import { attributesOf } from '@nightjar/descriptors/attributes';
import { observers, type Reader, type Relation } from '@nightjar/descriptors/description';
import type { Chosen } from './chosen.ts';
import type { Claim } from './claim.ts';
import { saysOf } from './says.ts';
import { declares, trustOf } from './trust.ts';

/** One value that a source gives an attribute. */
export type Saying = { readonly claim: Claim; readonly value: unknown };

/** All that is said about an entity: for each attribute who says what, the one to be believed first. */
export type Weighed = ReadonlyMap<string, readonly Saying[]>;

/** More trusted before less, newer before older; the source's name settles what is left, so the order is total. */
const mostTrusted = (a: Claim, b: Claim): number => {
  const trust = trustOf(b.reader) - trustOf(a.reader);
  if (trust !== 0) return trust;
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  if (a.pos !== b.pos) return b.pos - a.pos;
  return a.source < b.source ? -1 : 1;
};

export const weigh = (claims: Iterable<Claim>): Weighed => {
  const all = new Map<string, Saying[]>();
  for (const claim of [...claims].sort(mostTrusted)) {
    for (const { name, value } of [{ name: 'name', value: claim.name }, ...attributesOf(claim.says)]) {
      const said = all.get(name);
      if (said === undefined) all.set(name, [{ claim, value }]);
      // Said twice by one source (two links to one address): its first word counts.
      else if (said.at(-1)?.claim !== claim) said.push({ claim, value });
    }
  }
  return all;
};

const isRelation = (name: string): boolean => name.startsWith('relation.');

/** A relation is as certain as the most certain who says so. */
const united = (said: readonly Saying[]): Chosen['relations'][number] => {
  const relations = said.map(({ value }) => value as Relation);
  const [first] = relations as [Relation, ...Relation[]];
  const confidence = Math.max(
    ...said.map(({ claim }, index) => (relations[index]?.confidence ?? 1) * claim.confidence),
  );
  return {
    type: first.type,
    to: first.to,
    ...(first.inverse === true ? { inverse: true } : {}),
    ...(confidence < 1 ? { confidence } : {}),
    ...(first.why === undefined ? {} : { why: first.why }),
    sources: said.map(({ claim }) => claim.source),
    observed: said.every(({ claim }) => observers.has(claim.reader)),
  };
};

/** The value that stands for each attribute; null where nobody says anything. */
export const choose = (weighed: Weighed): Chosen | null => {
  const name = weighed.get('name')?.[0]?.value;
  if (name === undefined) return null;
  const { owners, links, contacts, relations, ...says } = saysOf(
    [...weighed].flatMap(([attribute, said]) =>
      attribute === 'name'
        ? []
        : [{ name: attribute, value: isRelation(attribute) ? united(said) : said[0]?.value }],
    ),
  );
  return {
    name: name as string,
    ...says,
    owners: owners ?? [],
    links: links ?? [],
    contacts: contacts ?? {},
    relations: (relations ?? []) as Chosen['relations'],
  };
};

/**
 * Whether two sources that are to be believed name owners of whom none is the same. Where a person has named one the contest is
 * over: files are mended when somebody gets to it, and until then the word that settled it must count.
 */
export const isContested = (weighed: Weighed): boolean => {
  const said = weighed.get('owners') ?? [];
  if (said[0]?.claim.reader === 'manual') return false;
  const named = said
    .filter(({ claim }) => declares(claim.reader))
    .map(({ value }) => new Set(value as readonly string[]))
    .filter((owners) => owners.size > 0);
  return named.some((owners, index) =>
    named.slice(index + 1).some((others) => owners.isDisjointFrom(others)),
  );
};

/** Who says anything, each reader once, the most trusted first. */
export const readersOf = (claims: Iterable<Claim>): Reader[] => [
  ...new Set([...claims].sort(mostTrusted).map(({ reader }) => reader)),
];

/** Why a value was not chosen, in words. */
export const whyLost = (winner: Claim, loser: Claim): string => {
  if (trustOf(winner.reader) > trustOf(loser.reader))
    return `${winner.reader} is believed before ${loser.reader}.`;
  if (winner.at > loser.at) return `${winner.source} said otherwise later, at ${winner.at}.`;
  return `${winner.source} said otherwise at the same moment and was recorded later.`;
};
