import type { Change } from '@nightjar/diagnosis/case';
import type { FoundChange } from '../../../evidence/parts.ts';
import type { Names } from './names.ts';

/** How suspicious a service is, before any change is looked at. */
export type Suspicions = ReadonlyMap<string, number>;

/** Of a change of several services the most suspicious one within reach is looked at; else the first, else none. */
const serviceOf = ({ services }: FoundChange, suspicions: Suspicions, { spell }: Names): string => {
  const spelled = services.map(spell);
  const within = spelled.filter((name) => suspicions.has(name));
  return within.reduce<string>(
    (best, name) => ((suspicions.get(name) ?? 0) > (suspicions.get(best) ?? -1) ? name : best),
    within[0] ?? spelled[0] ?? '',
  );
};

/** What the feed found, as changes of a case: each once. */
export const candidatesOf = (
  found: readonly FoundChange[],
  suspicions: Suspicions,
  names: Names,
): Change[] => {
  const byId = new Map(found.map((one) => [one.id, one]));
  return [...byId.values()].map((one): Change => {
    const { id, at, completedAt, kind, title, summary, newInstances, oldInstances } = one;
    return {
      id,
      at,
      kind,
      title,
      service: serviceOf(one, suspicions, names),
      ...(completedAt === null ? {} : { completedAt }),
      ...(summary === null ? {} : { text: summary }),
      ...(newInstances === undefined ? {} : { newInstances }),
      ...(oldInstances === undefined ? {} : { oldInstances }),
    };
  });
};
