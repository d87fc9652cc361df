import type { Says } from '@nightjar/descriptors/description';
import { type Caller, nightjarItself } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Refusal } from '@nightjar/kernel/refusal';
import { describe } from '../describe/describe.ts';
import { sourceOf } from '../describe/plan.ts';
import { noteReached } from '../describe/reached.ts';
import { entities } from '../projection.ts';
import { refuse } from '../refusals.ts';
import { resolveRef } from '../resolve.ts';
import type { Catalog, Named } from './known.ts';

const by = 'traces';
const origin = 'otlp';

/** Entities told of in one run: their facts fit into a group commit or two. */
const atOnce = 1000;

/** An expected no is nothing. */
const unlessRefused = async <Result>(ask: () => Promise<Result>): Promise<Result | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
};

const inOrg = (org: number): Caller => ({ ...nightjarItself, org });

/** The rest of the catalog, as traces use it. */
export const catalogOf = (kernel: Kernel): Catalog => {
  const readerFor = (org: number) => kernel.reader(inOrg(org), { of: [entities] });
  return {
    named: async (org, names) => {
      const reader = await readerFor(org);
      // While the first build of the model runs nothing has another name; calls need not wait for its end.
      const isBuilt = await unlessRefused(async () => reader.table(entities, 'name'));
      if (isBuilt === undefined) return [];
      return reader.many<Named>(sql`
        select n.name, n.ref, n.what = 2 as "isAlias", e.state = 'declared' as "isDeclared"
        from ${reader.table(entities, 'name')} n
        join ${reader.table(entities, 'entity')} e on e.org = n.org and e.ref = n.ref and e.until = 'infinity'
        where n.org = ${org} and n.name = any(${names}::text[]) and n.what in (0, 2) and n.until = 'infinity'
          and e.kind in ('service', 'resource') and e.state <> 'gone'`);
    },
    meant: async (caller, text) => resolveRef(await kernel.reader(caller, { of: [entities] }), text, null),
    said: async (org, places) => {
      const reader = await kernel.reader(inOrg(org), { of: [entities], consistency: 'strong' });
      // Told without what stands, a word would take back what it does not know of.
      if (reader.stale) throw refuse('catalog.behind', { retryAfterSeconds: 30 });
      const sources = new Map(places.map((place) => [sourceOf(by, origin, place), place]));
      const rows = await reader.many<{ source: string; says: Says; confidence: number }>(sql`
        select c.source, c.says, round(c.confidence::numeric, 3)::float8 as confidence from ${reader.table(entities, 'claim')} c
        where c.org = ${org} and c.source = any(${[...sources.keys()]}::text[])`);
      return new Map(
        rows.map(
          ({ source, says, confidence }) => [sources.get(source) ?? '', { says, confidence }] as const,
        ),
      );
    },
    reached: (org, seen, at) => noteReached(kernel.database, org, `${by}:${origin}`, at, seen),
    describe: async (org, told, at) => {
      for (let from = 0; from < told.length; from += atOnce) {
        const part = told.slice(from, from + atOnce);
        const { results } = await describe(kernel, inOrg(org), {
          by,
          origin,
          descriptions: part.map(({ description }) => description),
          whole: false,
          quiet: new Set(
            part.flatMap(({ description, quiet }) => quiet.map((about) => `${description.place} ${about}`)),
          ),
          at,
        });
        const refused = results.filter((it) => it.is === 'refused');
        if (refused.length > 0)
          kernel.logger.warn(
            { refused: refused.slice(0, 5), count: refused.length },
            'the catalog refused what traces show',
          );
      }
    },
  };
};
