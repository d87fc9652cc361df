import type { Database } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { idOf, type Labels, type Series, textOf } from './series.ts';

/** How soon series that other processes have made, or that are forgotten, count here. */
const againMs = 600_000;

type Known = {
  ids: Set<string>;
  at: number;
  /** For as long as the process lives there is one object a series, so that what is added up by it is one row. */
  readonly byText: Map<string, Series>;
};

/** The series of each organisation, of which there may be `most`: every one costs rows in four resolutions. */
export const openRegister = (database: Pick<Database, 'many'>, most: number) => {
  const orgs = new Map<number, Known>();
  const knownOf = (org: number): Known => {
    const known = orgs.get(org) ?? { ids: new Set(), at: Number.NEGATIVE_INFINITY, byText: new Map() };
    orgs.set(org, known);
    return known;
  };
  return {
    /** To be awaited before series are asked for: learns which there are. */
    prepare: async (org: number): Promise<void> => {
      const known = knownOf(org);
      if (performance.now() - known.at < againMs) return;
      const rows = await database.many<{ id: string }>(
        sql`select id from nightjar.signal_series where org = ${org} limit ${most}`,
      );
      known.ids = new Set(rows.map(({ id }) => id));
      known.at = performance.now();
    },
    /** The series of these labels; null where it is one too many. */
    find: (org: number, labels: Labels): Series | null => {
      const { ids, byText } = knownOf(org);
      const text = textOf(labels);
      const known = byText.get(text);
      const id = known?.id ?? idOf(labels);
      if (!ids.has(id) && ids.size >= most) return null;
      ids.add(id);
      if (known !== undefined) return known;
      if (byText.size >= 2 * most) return null;
      const series = { ...labels, org, id };
      byText.set(text, series);
      return series;
    },
  };
};

export type Register = ReturnType<typeof openRegister>;
