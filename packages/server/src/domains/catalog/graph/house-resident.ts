import type { Kernel } from '@nightjar/kernel/kernel';
import { openResident, type Resident } from './resident.ts';

/** By database: of a kernel there are copies, and the graph takes a hundred megabytes in a large house. */
const residents = new WeakMap<Kernel['database'], Resident>();

/** The one graph in memory of a house, whoever asks. */
export const residentOf = ({ database }: Pick<Kernel, 'database'>): Resident => {
  const known = residents.get(database) ?? openResident();
  residents.set(database, known);
  return known;
};
