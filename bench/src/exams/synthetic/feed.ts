import type { Change } from '@nightjar/diagnosis/case';
import type { Chance } from './chance.ts';
import type { Service } from './company.ts';
import type { Trouble } from './trouble.ts';

const minute = 60_000;
const kinds = ['config', 'config', 'deploy', 'flag', 'schema'] as const;

/** The changes of six hours, most of them innocent, and which of them did it. */
export const feedOf = (
  chance: Chance,
  services: readonly Service[],
  trouble: Trouble,
  now: number,
): { readonly changes: readonly Change[]; readonly guilty: string | null } => {
  const changes: Change[] = Array.from({ length: chance.whole(20, 120) }, (_, i) => ({
    id: `c${i}`,
    at: Math.round(now - chance.between(0, 360) * minute),
    service: chance.one(services).name,
    kind: chance.one(kinds),
  }));
  if (!trouble.byChange) return { changes, guilty: null };
  const lasting = chance.likely(0.5) ? chance.between(0.5, 5) * minute : 0;
  const completedAt = trouble.begins - chance.between(0, 1) ** 2 * 15 * minute;
  const place = chance.whole(0, changes.length);
  changes.splice(place, 0, {
    id: 'guilty',
    at: Math.round(completedAt - lasting),
    ...(lasting > 0 ? { completedAt: Math.round(completedAt) } : {}),
    service: services[trouble.root]?.name ?? '',
    kind: chance.one(kinds),
    ...(trouble.fault === 'canary'
      ? { newInstances: ['new-0'], oldInstances: ['old-0', 'old-1', 'old-2'] }
      : {}),
  });
  return { changes, guilty: 'guilty' };
};
