import type { Ref } from '@nightjar/descriptors/ref';
import type { Database } from '@nightjar/kernel/database/database';
import { type Catalog, namesOf, openResolver } from './known.ts';
import type { Edge } from './tally.ts';
import type { Evidence } from './word.ts';
import { addCalls, type CallRow, united } from './write.ts';

/** Rows in one statement: 100 to 200 ms of work, so that nobody waits long for a row that two processes add to. */
const rowsAtOnce = 1000;

/** An edge whose ends are known entities. */
export type Resolved = {
  readonly edge: Edge;
  readonly key: string;
  readonly row: CallRow;
  readonly by: Evidence;
};

const evidenceOf = ({ callee }: Edge): Evidence =>
  callee.is === 'service' ? 'pair' : callee.is === 'address' ? 'address' : 'named';

/** The edges with their ends named as the catalog names them; those whose address nobody has are left out. */
export const resolved = async (
  catalog: Pick<Catalog, 'named'>,
  edges: ReadonlyMap<string, Edge>,
): Promise<Resolved[]> => {
  const names = new Map<number, Set<string>>();
  for (const edge of edges.values()) {
    const ofOrg = names.get(edge.org) ?? new Set();
    names.set(edge.org, ofOrg);
    for (const name of namesOf(edge)) ofOrg.add(name);
  }
  const resolvers = new Map(
    await Promise.all(
      [...names].map(async ([org, all]) => [org, openResolver(await catalog.named(org, [...all]))] as const),
    ),
  );
  return [...edges].flatMap(([key, edge]) => {
    const resolver = resolvers.get(edge.org);
    const caller = resolver?.service(edge.caller.name);
    const callee: Ref | undefined = resolver?.callee(edge.callee);
    if (caller === undefined || callee === undefined || callee === caller) return [];
    return [{ edge, key, row: { ...edge, caller, callee }, by: evidenceOf(edge) }];
  });
};

/**
 * Adds the edges to the table, some rows at a time, each time committed. Answers those that could not be written and why.
 * A connection lost between commit and answer counts its rows again: counts promise no exactness, only not to lose.
 */
export const written = async (
  database: Pick<Database, 'run' | 'many' | 'one'>,
  edges: readonly Resolved[],
): Promise<{ done: readonly Resolved[]; left: readonly Resolved[]; error: unknown }> => {
  for (let from = 0; from < edges.length; from += rowsAtOnce) {
    try {
      await addCalls(database, united(edges.slice(from, from + rowsAtOnce).map(({ row }) => row)));
    } catch (error) {
      return { done: edges.slice(0, from), left: edges.slice(from), error };
    }
  }
  return { done: edges, left: [], error: undefined };
};
