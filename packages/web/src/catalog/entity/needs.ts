import type { EntityPage, EntityRelation } from '@nightjar/sdk/wire';
import { relationWords } from '../relation-words.ts';

/** One thing that is needed, or needs: several relations to the same thing are one, told together. */
export type Need = {
  readonly to: EntityRelation['to'];
  /** Somebody wrote it down. */
  readonly declared: boolean;
  /** Of the surest of them. */
  readonly confidence: number;
  readonly words: readonly string[];
  readonly why: readonly string[];
  readonly sources: readonly string[];
  /** ISO 8601; null where nothing looks at it. */
  readonly lastSeen: string | null;
};

export type Needs = {
  readonly needs: readonly Need[];
  readonly neededBy: readonly Need[];
  readonly provides: readonly Need[];
  readonly providedBy: readonly Need[];
  readonly parts: readonly Need[];
  readonly partOf: readonly Need[];
  readonly runsIn: readonly Need[];
  readonly members: readonly Need[];
  readonly memberOf: readonly Need[];
  readonly teams: readonly Need[];
  readonly under: readonly Need[];
};

/** Where each relation stands, by its type and its direction. */
const place = ({ type, direction }: EntityRelation): keyof Needs => {
  const out = direction === 'out';
  switch (type) {
    case 'dependsOn':
    case 'calls':
    case 'consumesApi':
      return out ? 'needs' : 'neededBy';
    case 'providesApi':
      return out ? 'provides' : 'providedBy';
    case 'partOf':
      return out ? 'partOf' : 'parts';
    case 'runsIn':
      return out ? 'runsIn' : 'parts';
    case 'memberOf':
      return out ? 'memberOf' : 'members';
    case 'childOf':
      return out ? 'under' : 'teams';
  }
};

const later = (a: string | null, b: string | null): string | null =>
  a === null ? b : b === null || Date.parse(a) >= Date.parse(b) ? a : b;

const each = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

const needOf = (relations: readonly [EntityRelation, ...EntityRelation[]]): Need => ({
  to: relations[0].to,
  declared: relations.some(({ observed }) => !observed),
  confidence: Math.max(...relations.map(({ confidence }) => confidence)),
  words: each(relations.map(({ type }) => relationWords(type))),
  why: each(relations.flatMap(({ why }) => (why === null ? [] : [why]))),
  sources: each(relations.flatMap(({ sources }) => sources)),
  lastSeen: relations.map(({ lastSeen }) => lastSeen).reduce(later, null),
});

/** Surest first, then by name. */
const inOrder = (a: Need, b: Need): number =>
  Number(b.declared) - Number(a.declared) ||
  b.confidence - a.confidence ||
  a.to.name.localeCompare(b.to.name, 'en');

/** An entity's relations as its page tells them. */
export const needsOf = ({ relations }: Pick<EntityPage, 'relations'>): Needs => {
  const found = new Map<string, [EntityRelation, ...EntityRelation[]]>();
  for (const relation of relations) {
    const key = `${place(relation)} ${relation.to.ref}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, [relation]);
    else same.push(relation);
  }
  const at = (wanted: keyof Needs): readonly Need[] =>
    [...found.values()]
      .filter(([first]) => place(first) === wanted)
      .map(needOf)
      .sort(inOrder);
  return {
    needs: at('needs'),
    neededBy: at('neededBy'),
    provides: at('provides'),
    providedBy: at('providedBy'),
    parts: at('parts'),
    partOf: at('partOf'),
    runsIn: at('runsIn'),
    members: at('members'),
    memberOf: at('memberOf'),
    teams: at('teams'),
    under: at('under'),
  };
};
