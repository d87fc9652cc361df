import type { Description } from '../description.ts';
import { partsOf, type Ref, refOf } from '../ref.ts';

/** What answers for others is the same whoever names it. */
const shared = new Set(['team', 'person', 'environment']);

/**
 * The descriptions with what was only discovered in a namespace of its own, and every mention of it. What a descriptor names
 * keeps the place that the descriptor gives it.
 */
export const within = (
  namespace: string,
  all: readonly Description[],
  declared: readonly Description[],
): Description[] => {
  const kept = new Set(declared.map(({ entity }) => entity));
  const moved = new Map<Ref, Ref>();
  for (const { entity } of all) {
    const { kind, namespace: given, name } = partsOf(entity);
    if (given === 'default' && !shared.has(kind) && !kept.has(entity))
      moved.set(entity, refOf(kind, name, namespace));
  }
  const to = (ref: Ref): Ref => moved.get(ref) ?? ref;
  return all.map((description) => {
    const { entity, says } = description;
    if (says.relations === undefined) return { ...description, entity: to(entity) };
    const relations = says.relations.map((relation) => ({ ...relation, to: to(relation.to) }));
    return { ...description, entity: to(entity), says: { ...says, relations } };
  });
};
