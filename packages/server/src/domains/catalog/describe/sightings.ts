import { observers } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import type { Sound } from './normalise.ts';
import { sourceOf } from './plan.ts';

/** A row of `nightjar.sighting`: `about` is empty for the entity itself, else `<type> <to>`, `<<type> <from>` from the other end. */
type Sighting = { readonly entity: Ref; readonly source: string; readonly about: string };

/** Rows that one statement writes. */
const slice = 2000;

const sightingsOf = (all: readonly Sound[], origin: string, quiet: ReadonlySet<string>): Sighting[] =>
  all
    .filter(({ by }) => observers.has(by))
    .flatMap(({ entity, by, place, says }) => {
      const source = sourceOf(by, origin, place);
      const edges = (says.relations ?? [])
        .map(({ type, to, inverse }) => `${inverse === true ? '<' : ''}${type} ${to}`)
        .filter((about) => !quiet.has(`${place} ${about}`));
      return ['', ...new Set(edges)].map((about) => ({ entity, source, about }));
    });

/** Notes that what observers tell of was seen; a row is written at most once a minute, because they look all the time. */
export const noteSightings = async (
  database: Pick<Queryable, 'run'>,
  org: number,
  origin: string,
  all: readonly Sound[],
  at: Date,
  quiet: ReadonlySet<string> = new Set(),
): Promise<void> => {
  const byKey = new Map(
    sightingsOf(all, origin, quiet).map((it) => [`${it.entity} ${it.source} ${it.about}`, it]),
  );
  // In one order, so that two who write the same rows wait for one another instead of for ever.
  const rows = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const seen = at.toISOString();
  for (let from = 0; from < rows.length; from += slice) {
    const part = JSON.stringify(rows.slice(from, from + slice));
    await database.run(sql`
      insert into nightjar.sighting as s (org, entity, source, about, first_seen, last_seen)
      select ${org}, r.entity, r.source, r.about, ${seen}::timestamptz, ${seen}::timestamptz
      from json_to_recordset(${part}) as r (entity text, source text, about text)
      on conflict (org, entity, source, about) do update set last_seen = excluded.last_seen
      where excluded.last_seen >= s.last_seen + interval '1 minute'`);
  }
};
