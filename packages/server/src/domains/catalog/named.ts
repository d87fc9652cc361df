import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { stood } from './instant.ts';
import { entities } from './projection.ts';
import type { Named } from './wire.ts';

const unknown = (ref: Ref): Named => {
  const { kind, name } = partsOf(ref);
  return { ref, kind, name, known: false };
};

/** What is referred to, by reference: with the name as it is written where the catalog knew it at the instant (null: now). */
export const namedOf = async (
  reader: Reader,
  refs: readonly Ref[],
  at: Date | null,
): Promise<Map<Ref, Named>> => {
  const all = new Map(refs.map((ref) => [ref, unknown(ref)]));
  if (all.size === 0) return all;
  const rows = await reader.many<{ ref: Ref; kind: string; name: string }>(sql`
    select e.ref, e.kind, e.name from ${reader.table(entities, 'entity')} e
    where e.org = ${reader.caller.org} and e.ref = any(${[...all.keys()]}::text[]) and ${stood('e', at)}`);
  for (const row of rows) all.set(row.ref, { ...row, known: true });
  return all;
};

/** One of them, for those that asked for it. */
export const nameIn = (named: ReadonlyMap<Ref, Named>, ref: Ref): Named => named.get(ref) ?? unknown(ref);
