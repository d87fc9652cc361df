import type { Without } from '@nightjar/diagnosis/without';
import type { Lost } from './as-far-as.ts';
import { bounds } from './bounds.ts';

/** What was left out for want of room. */
export type Cuts = { readonly around: boolean; readonly series: boolean; readonly changes: boolean };

const count = (n: number): string => n.toLocaleString('en');

const unread: Readonly<Record<Lost extends ReadonlySet<infer Part> ? Part : never, string>> = {
  graph: 'What the service needs could not be read.',
  metrics: 'Some of what is measured could not be read.',
  changes: 'What was changed could not be read.',
};

/** What a diagnosis had to do without besides what its case shows: nobody knows the service, or there was too much of something. */
export const lacksIn = (service: string | null, cuts: Cuts, lost: Lost): Without[] => [
  ...[...lost].sort().map((what): Without => ({ what, says: unread[what] })),
  ...(service === null
    ? [{ what: 'target', says: 'Nobody knows which service the alert is about.' } as const]
    : []),
  ...(cuts.around
    ? [
        {
          what: 'graph',
          says: `More than ${count(bounds.services)} services are within reach; the nearest were looked at.`,
        } as const,
      ]
    : []),
  ...(cuts.series
    ? [{ what: 'metrics', says: `There are more series than are read; some were left out.` } as const]
    : []),
  ...(cuts.changes
    ? [
        {
          what: 'changes',
          says: `More than ${count(bounds.changes)} changes are within reach, or ${count(bounds.everywhere)} that may touch everything; the nearest in time were looked at.`,
        } as const,
      ]
    : []),
];
