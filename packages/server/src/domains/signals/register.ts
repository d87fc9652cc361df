import type { Database } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { idOf, type Labels, type Series, textOf } from './series.ts';

/** How soon series that other processes have made, or that are forgotten, count here. */
const againMs = 600_000;

/** What was not heard of for so long takes no room: with each deploy the instances of before are gone for good. */
const goneMs = 14 * 86_400_000;

type Known = {
  ids: Set<string>;
  at: number;
  /** One object a series, for as long as it is heard of. */
  readonly byText: Map<string, Series>;
};

/** The series of each organisation, of which `most` may be heard of at a time: every one costs rows in four resolutions. */
export const openRegister = (database: Pick<Database, 'many'>, most: number) => {
  const orgs = new Map<number, Known>();
  const knownOf = (org: number): Known => {
    const known = orgs.get(org) ?? { ids: new Set(), at: Number.NEGATIVE_INFINITY, byText: new Map() };
    orgs.set(org, known);
    return known;
  };
  return {
    /** To be awaited before series are asked for: learns which there are. `now` in ms since 1970. */
    prepare: async (org: number, now: number): Promise<void> => {
      const known = knownOf(org);
      if (Math.abs(now - known.at) < againMs) return;
      const rows = await database.many<{ id: string }>(sql`
        select id from nightjar.signal_series
        where org = ${org} and last_at > ${new Date(now - goneMs)} order by last_at desc limit ${most}`);
      known.ids = new Set(rows.map(({ id }) => id));
      known.at = now;
      if (known.byText.size <= most) return;
      for (const [text, { id }] of known.byText) if (!known.ids.has(id)) known.byText.delete(text);
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
