import type { Ref } from '@nightjar/descriptors/ref';
import type { Database } from '@nightjar/kernel/database/database';
import { apart } from '../../../telemetry/apart.ts';
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

export type Written = {
  readonly done: readonly Resolved[];
  /** What the database will never take, and why it says so. */
  readonly refused: readonly { readonly one: Resolved; readonly error: unknown }[];
  /** What could not be written now. */
  readonly left: readonly Resolved[];
  readonly error: unknown;
};

/**
 * Adds the edges to the table, some rows at a time, each time committed. What the database refuses is left out alone.
 * A connection lost between commit and answer counts its rows again: counts promise no exactness, only not to lose.
 */
export const written = async (
  database: Pick<Database, 'run' | 'many' | 'one'>,
  edges: readonly Resolved[],
): Promise<Written> => {
  const done: Resolved[] = [];
  const refused: { one: Resolved; error: unknown }[] = [];
  const add = async (part: readonly Resolved[]): Promise<void> => {
    await addCalls(database, united(part.map(({ row }) => row)));
    done.push(...part);
  };
  try {
    for (let from = 0; from < edges.length; from += rowsAtOnce)
      await apart(edges.slice(from, from + rowsAtOnce), add, (one, error) => refused.push({ one, error }));
  } catch (error) {
    const settled = new Set([...done, ...refused.map(({ one }) => one)]);
    return { done, refused, left: edges.filter((one) => !settled.has(one)), error };
  }
  return { done, refused, left: [], error: undefined };
};
