import type { Description } from '../description.ts';
import type { Ref } from '../ref.ts';

/** Teams, systems and environments that labels name: there is somebody to ask about, though nobody described them. */
export const namedBeside = (descriptions: readonly Description[]): Description[] => {
  const named = new Map<Ref, Description>();
  for (const { by, place, line, says } of descriptions)
    for (const to of [
      ...(says.owners ?? []),
      ...(says.relations ?? [])
        .filter(({ type }) => type === 'partOf' || type === 'runsIn')
        .map((one) => one.to),
    ])
      if (!named.has(to)) {
        const name = to.slice(to.lastIndexOf('/') + 1);
        named.set(to, { entity: to, name, by, place, ...(line && { line }), confidence: 0.7, says: {} });
      }
  const known = new Set(descriptions.map(({ entity }) => entity));
  return [...named.values()].filter(({ entity }) => !known.has(entity));
};
