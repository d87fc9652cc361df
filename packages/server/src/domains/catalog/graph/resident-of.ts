import type { Kernel } from '@nightjar/kernel/kernel';
import { openResident, type Resident } from './resident.ts';

const known = new WeakMap<Kernel['projections'], Resident>();

/** The one graph in memory of a house, whoever asks for it: 250,000 entities with their edges are 103 MiB. */
export const residentOf = ({ projections }: Pick<Kernel, 'projections'>): Resident => {
  const before = known.get(projections);
  if (before !== undefined) return before;
  const resident = openResident();
  known.set(projections, resident);
  return resident;
};
