import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { type EntityRow, entityRows } from '../cards.ts';
import { stood } from '../instant.ts';
import { entities } from '../projection.ts';

/** Whom to try besides the entity itself, in order: a party's own contacts, then the next party's. */
export type Party = Pick<EntityRow, 'ref' | 'kind' | 'name' | 'body'>;

type Step = { readonly from: Ref; readonly to: Ref };

/** One step along a relation for several at once, whichever end said it. */
const step = async (
  reader: Reader,
  from: readonly Ref[],
  type: 'childOf' | 'partOf',
  at: Date | null,
): Promise<Step[]> => {
  if (from.length === 0) return [];
  return reader.many<Step>(sql`
    select distinct r.from_ref as "from", r.to_ref as "to" from ${reader.table(entities, 'relation')} r
    where r.org = ${reader.caller.org} and ${stood('r', at)} and r.from_ref = any (${from}::text[]) and r.type = ${type}
    order by r.from_ref, r.to_ref`);
};

/** Teams above one another, and domains around systems, at most: what is deeper helps nobody at night. */
const mostSteps = 4;

/** All that is reached along a relation, nearest first; a cycle is walked once. */
const climb = async (reader: Reader, start: readonly Ref[], type: 'childOf' | 'partOf', at: Date | null) => {
  const seen = new Set(start);
  for (let level = [...seen], n = 0; level.length > 0 && n < mostSteps; n++) {
    const next = (await step(reader, level, type, at)).map(({ to }) => to).filter((to) => !seen.has(to));
    level = [...new Set(next)];
    for (const one of level) seen.add(one);
  }
  return [...seen].filter((one) => !start.includes(one));
};

/** Rows in the order of the references; those that there were not are left out. */
const inOrder = async (reader: Reader, refs: readonly Ref[], at: Date | null): Promise<Party[]> => {
  const rows = new Map((await entityRows(reader, refs, at)).map((row) => [row.ref, row]));
  return refs.flatMap((ref) => rows.get(ref) ?? []);
};

/** The entity's owners, the teams above them, what it is part of, and the owners of that. */
export const partiesOf = async (reader: Reader, row: EntityRow, at: Date | null): Promise<Party[]> => {
  const { owners } = row.body;
  const [above, around] = await Promise.all([
    climb(reader, owners, 'childOf', at),
    climb(reader, [row.ref], 'partOf', at),
  ]);
  const wholes = await inOrder(reader, around, at);
  const refs = [...owners, ...above, ...wholes.flatMap(({ ref, body }) => [ref, ...body.owners])];
  return inOrder(
    reader,
    [...new Set(refs)].filter((ref) => ref !== row.ref),
    at,
  );
};

/** The persons of a team, by name. */
export const membersOf = async (reader: Reader, teams: readonly Ref[], at: Date | null): Promise<Ref[]> => {
  const persons = teams.filter((ref) => ref.startsWith('person:'));
  const rows = await reader.many<{ ref: Ref }>(sql`
    select distinct r.from_ref as ref from ${reader.table(entities, 'relation')} r
    where r.org = ${reader.caller.org} and ${stood('r', at)} and r.to_ref = any (${teams}::text[]) and r.type = 'memberOf'
    order by r.from_ref limit 50`);
  return [...new Set([...persons, ...rows.map(({ ref }) => ref)])];
};
