import { nightjarItself } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Desk } from './desk.ts';
import { type Fetched, type FetchedOutcome, recordFetched } from './fetched.ts';
import type { Reader } from './source.ts';

/** Records what a discoverer saw change, by the reader of the source that it names. */
export const recordSeen =
  (readers: readonly Reader[], desk: () => Pick<Desk, 'locate'>) =>
  (kernel: Kernel, source: string, fetched: Fetched, by: string): Promise<FetchedOutcome> => {
    const reader = readers.find(({ name }) => name === source);
    if (reader === undefined) throw new Error(`Nothing reads ${source}.`);
    const { org } = nightjarItself;
    // The cluster's own word for when it was: nothing else tells of it, so only the very same moment is the same.
    const context = {
      org,
      locate: desk().locate,
      clockAheadMs: 0,
      by,
      actor: `source:${source}`,
      withinMs: 0,
    };
    return recordFetched(kernel, reader, fetched, context);
  };
