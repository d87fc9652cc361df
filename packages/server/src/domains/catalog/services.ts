import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import type { Caller } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Projection } from '@nightjar/kernel/projection/projection';
import { fold } from '@nightjar/query/fold';
import { entities } from './projection.ts';
import { refuse } from './refusals.ts';
import { resolve } from './resolve.ts';

/** What a report may be about: what runs, or is run upon. Teams and people are not among them. */
const kinds = ['service', 'api', 'resource'];

/** How something that reports may be about is known, as far as others name it. */
type Known = {
  readonly org: number;
  readonly ref: Ref;
  /** As written. */
  readonly name: string;
  readonly gone: boolean;
  readonly aliases: readonly string[];
  readonly joins: Readonly<Record<string, string>>;
  /** Where it lies in its repository: `services/pricing`. */
  readonly path: string | null;
  readonly pos: number;
};

/** Rows at a time, so that a large catalog is never held twice. */
const atOnce = 5_000;

export type Services = {
  /** What was last read of it, so that it is known when to look again. */
  readonly model: Projection;
  /** What became another after a position, in order of position, at most some thousands: ask again from the last until none comes. */
  readonly changedAfter: (pos: number) => Promise<readonly Known[]>;
  /** What a person means by a name. Refuses with `catalog.unknown-entity` and the nearest names. */
  readonly meant: (caller: Caller, text: string) => Promise<{ readonly ref: Ref; readonly name: string }>;
  /** The nearest names, at most three each; nothing where none is near. */
  readonly near: (
    caller: Caller,
    names: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly string[]>>;
};

/** The catalog, as who looks for the service of a report asks it. */
export const services = ({ database, projections, reader }: Kernel): Services => ({
  model: entities,
  changedAfter: async (pos) => {
    const table = projections.table(entities, 'entity');
    // The organisations one by one through the index, each a step: it begins with them.
    return database.many<Known>(sql`
      with recursive o as (
        select min(e.org) as org from ${table} e where e.until = 'infinity'
        union all
        select (select min(e.org) from ${table} e where e.until = 'infinity' and e.org > o.org) from o where o.org is not null
      )
      select e.org, e.ref, e.name, e.state = 'gone' as gone, e.pos, e.body #>> '{repository,path}' as path,
        coalesce(e.body -> 'aliases', '[]') as aliases, coalesce(e.body -> 'joins', '{}') as joins
      from o join ${table} e on e.org = o.org and e.until = 'infinity' and e.pos > ${pos}
      where e.kind = any(${kinds}::text[])
      order by e.pos limit ${atOnce}`);
  },
  meant: async (caller, text) => {
    const from = await reader(caller, { of: [entities], consistency: 'strong' });
    const { ref, others } = await resolve(from, text, null);
    const meant = [ref, ...others].find((it) => kinds.includes(partsOf(it).kind));
    if (meant === undefined)
      throw refuse('catalog.unknown-entity', {
        detail: `${ref} is no service: changes are about services, APIs and resources.`,
      });
    const row = await from.one<{ name: string }>(sql`
      select e.name from ${from.table(entities, 'entity')} e
      where e.org = ${caller.org} and e.ref = ${meant} and e.until = 'infinity'`);
    return { ref: meant, name: row?.name ?? partsOf(meant).name };
  },
  near: async (caller, names) => {
    const from = await reader(caller, { of: [entities] });
    const asked = names.map((name) => ({ name, folded: fold(name).slice(0, 200) }));
    const rows = await from.many<{ name: string; near: string[] }>(sql`
      select a.name, array_agg(n.called order by n.likeness desc, n.called) as near
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (name text, folded text)
      cross join lateral (
        select e.name as called, max(nightjar.similarity(n.name, a.folded)) as likeness
        from ${from.table(entities, 'name')} n
        join ${from.table(entities, 'entity')} e
          on e.org = n.org and e.ref = n.ref and e.until = 'infinity' and e.state <> 'gone' and e.kind = any(${kinds}::text[])
        where n.org = ${caller.org} and n.name operator(nightjar.%) a.folded and n.until = 'infinity'
        group by e.name order by likeness desc, e.name limit 3
      ) n
      group by a.name`);
    return new Map(rows.map(({ name, near }) => [name, near]));
  },
});
