import type { Kernel } from '@nightjar/kernel/kernel';
import { catalogServices } from './domains/catalog/index.ts';
import { custom } from './domains/custom/index.ts';
import { mapping } from './domains/mapping/index.ts';
import type { OwnSources } from './domains/sources/house.ts';
import { sources } from './sources/all.ts';
import { cloudEvents } from './sources/cloudevents/index.ts';
import type { Desk } from './sources/desk.ts';
import { readerNamed } from './sources/readers.ts';
import { replays } from './sources/replays.ts';

const readers = [...sources, cloudEvents];

/** A replay waits so long for what it is to be done with, before it is tried again. */
const patienceMs = 30_000;

/** At a start nothing is taken in before the catalog is known, or this long. */
const startMs = 5_000;

/** Puts together who tells which service a report is about: the catalog, what people have said, and the senders of their own. */
export const openWhichService = (
  kernel: Kernel,
): Pick<Desk, 'locate' | 'custom'> & { readonly own: OwnSources; readonly informed: () => Promise<void> } => {
  const own = custom.open(kernel, (about) => house.atlas.locate(about));
  const house = mapping.open(kernel, {
    catalog: catalogServices(kernel),
    sources: {
      has: (name) => readerNamed(readers, own.source, name) !== undefined,
      names: () => [...readers.map(({ name }) => name), ...own.names()],
    },
  });
  const { atlas } = house;
  replays.open(kernel, {
    reader: (name) => readerNamed(readers, own.source, name),
    locate: atlas.locate,
    informed: async (position) => {
      const known = await Promise.all([atlas.reach(position, patienceMs), own.reach(position, patienceMs)]);
      if (known.includes(false))
        throw new Error('The read models are still taking in what was recorded before.');
    },
  });
  return {
    locate: atlas.locate,
    custom: own.source,
    own,
    informed: async () => {
      const until = performance.now() + startMs;
      while (performance.now() < until) {
        const known = await Promise.allSettled([atlas.refresh(), own.refresh()]);
        if (known.every(({ status }) => status === 'fulfilled')) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  };
};
