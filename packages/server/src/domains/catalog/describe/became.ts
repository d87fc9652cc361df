import type { Ref } from '@nightjar/descriptors/ref';
import type { Recorded } from '@nightjar/kernel/fact';
import type { Claim } from '../claim.ts';
import type { CatalogFact } from '../events.ts';
import { advance, type Standing, stands } from '../fold.ts';
import type { Became } from './announcement.ts';
import type { Step } from './plan.ts';

/** What the facts will make of each entity, foretold: the log gives them positions after all there are. */
export const becoming = (
  claims: ReadonlyMap<Ref, ReadonlyMap<string, Claim>>,
  steps: readonly Step[],
  { at, now, actor }: { readonly at: Date | null; readonly now: Date; readonly actor: string },
): Became[] =>
  [...Map.groupBy(steps, ({ entity }) => entity)].map(([entity, its]) => {
    const before: Standing = stands(claims.get(entity) ?? new Map());
    const after = its.reduce<Standing>((standing, { fact }, nth) => {
      const recorded = {
        ...fact,
        pos: Number.MAX_SAFE_INTEGER - its.length + nth,
        at: at ?? now,
        recordedAt: now,
        actor,
      };
      return advance(standing, recorded as unknown as Recorded<CatalogFact>);
    }, before);
    return { entity, before: before.version, after: after.version };
  });
