import type { Kernel } from '@nightjar/kernel/kernel';
import { compile } from '../../sources/custom/compile.ts';
import { customSource } from '../../sources/custom/custom-source.ts';
import type { Source } from '../../sources/source.ts';
import { customSources } from './projection.ts';
import { type CustomRow, changedAfter } from './queries.ts';

export type LiveCustom = {
  /** The source of a name, in the organisation that webhooks belong to; null where nobody has made one. */
  readonly source: (name: string) => Source | null;
  readonly names: () => readonly string[];
  readonly reach: (pos: number, patienceMs: number) => Promise<boolean>;
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
};

/** The organisation that webhooks belong to, until each has one of its own. */
const org = 1;

const betweenLooksMs = 250;

/** How it reads as it stands. What was published compiled then; where a later program compiles it no more, its payloads are parked. */
const sourceOf = ({ name, title, mapping, version }: CustomRow): Source => {
  if (mapping === null) return customSource({ name, title, published: null });
  const made = compile(mapping, () => performance.now());
  if (made.ok) return customSource({ name, title, published: { version, compiled: made.compiled } });
  const [fault] = made.faults;
  return {
    ...customSource({ name, title, published: null }),
    reading: version,
    map: () => {
      throw new Error(`the mapping is none: ${fault?.field} ${fault?.says}`);
    },
  };
};

/** The senders of people's own, compiled once for each version, as this process knows them. */
export const liveCustom = ({
  database,
  projections,
}: Pick<Kernel, 'database' | 'projections'>): LiveCustom => {
  const sources = new Map<string, Source>();
  let cursor = 0;
  let dirty = true;
  let refreshing: Promise<void> = Promise.resolve();

  const refresh = (): Promise<void> => {
    const mine = refreshing.then(async () => {
      dirty = false;
      try {
        for (const row of await changedAfter({ database, projections }, cursor)) {
          if (row.org === org) sources.set(row.name, sourceOf(row));
          cursor = row.pos;
        }
      } catch (error) {
        dirty = true;
        throw error;
      }
    });
    refreshing = mine.catch(() => {});
    return mine;
  };

  const forget = projections.onApplied(customSources, () => {
    dirty = true;
  });
  const timer = setInterval(() => {
    if (dirty) refresh().catch(() => {});
  }, betweenLooksMs).unref();

  return {
    source: (name) => sources.get(name) ?? null,
    names: () => [...sources.values()].map((it) => it.name),
    reach: async (pos, patienceMs) => {
      if (!(await projections.reached(customSources, pos, patienceMs))) return false;
      await refresh();
      return true;
    },
    refresh,
    close: () => {
      clearInterval(timer);
      forget();
    },
  };
};
