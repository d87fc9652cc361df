import type { Ref } from '@nightjar/descriptors/ref';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Projection } from '@nightjar/kernel/projection/projection';
import type { Locate } from '../../change/located.ts';
import type { Meant } from './events.ts';
import { type Known, type KnownThings, knownThings } from './known.ts';
import { locateIn, ruleKey } from './locate.ts';
import { rules } from './projection.ts';
import { saidAfter } from './queries.ts';

/** The catalog, as it is asked for what others call its things. */
export type Catalog = {
  readonly model: Projection;
  readonly changedAfter: (
    pos: number,
  ) => Promise<readonly (Known & { readonly org: number; readonly pos: number })[]>;
};

type Atlas = {
  readonly known: KnownThings;
  readonly rules: Map<string, Meant>;
  readonly defaults: Map<string, { readonly service: Ref | null; readonly environment: string | null }>;
};

export type LiveAtlas = {
  readonly locate: Locate;
  /** Takes in what has become another. Throws while a read model is being built. */
  readonly refresh: () => Promise<void>;
  /** Waits until all that was recorded up to a position is known here; false where that took longer than `patienceMs`. */
  readonly reach: (pos: number, patienceMs: number) => Promise<boolean>;
  readonly close: () => void;
};

/** How often it is looked whether anything has become another: of an edit it is known here a quarter of a second after the models. */
const betweenLooksMs = 250;

/**
 * What this process knows of who calls what how. Filled once from the read models and then only with what has changed, by the
 * position of its last fact, so that an edit of a large catalog costs a row. Until it is filled, and where an organisation has
 * neither catalog nor rules, the sender's words stand.
 */
export const liveAtlas = (
  { database, projections }: Pick<Kernel, 'database' | 'projections'>,
  catalog: Catalog,
): LiveAtlas => {
  const atlases = new Map<number, Atlas>();
  const cursor = { catalog: 0, said: 0 };
  let informed = false;
  let dirty = true;
  let refreshing: Promise<void> = Promise.resolve();

  const atlasOf = (org: number): Atlas => {
    const found = atlases.get(org) ?? { known: knownThings(), rules: new Map(), defaults: new Map() };
    atlases.set(org, found);
    return found;
  };

  const takeInCatalog = async (): Promise<void> => {
    for (;;) {
      const rows = await catalog.changedAfter(cursor.catalog);
      for (const row of rows) atlasOf(row.org).known.learn(row);
      const last = rows.at(-1);
      if (last === undefined) return;
      cursor.catalog = last.pos;
    }
  };

  const takeInSaid = async (): Promise<void> => {
    const said = await saidAfter({ database, projections }, cursor.said);
    for (const { org, source, match, meant, removed } of said.rules) {
      const { rules: standing } = atlasOf(org);
      if (removed) standing.delete(ruleKey(source, match));
      else standing.set(ruleKey(source, match), meant);
    }
    for (const { org, source, service, environment } of said.defaults)
      atlasOf(org).defaults.set(source, { service, environment });
    cursor.said = Math.max(
      cursor.said,
      ...said.rules.map(({ pos }) => pos),
      ...said.defaults.map(({ pos }) => pos),
    );
  };

  const refresh = (): Promise<void> => {
    // One after the other: a second look begins where the first one came to.
    const mine = refreshing.then(async () => {
      dirty = false;
      try {
        await takeInSaid();
        await takeInCatalog();
        informed = true;
      } catch (error) {
        dirty = true;
        throw error;
      }
    });
    refreshing = mine.catch(() => {});
    return mine;
  };

  const forget = [rules, catalog.model].map((model) =>
    projections.onApplied(model, () => {
      dirty = true;
    }),
  );
  const timer = setInterval(() => {
    if (dirty) refresh().catch(() => {});
  }, betweenLooksMs).unref();

  return {
    locate: locateIn((org) => (informed ? (atlases.get(org) ?? atlasOf(org)) : undefined)),
    refresh,
    reach: async (pos, patienceMs) => {
      const reached = await Promise.all(
        [rules, catalog.model].map((model) => projections.reached(model, pos, patienceMs)),
      );
      if (reached.includes(false)) return false;
      await refresh();
      return true;
    },
    close: () => {
      clearInterval(timer);
      for (const stop of forget) stop();
    },
  };
};
