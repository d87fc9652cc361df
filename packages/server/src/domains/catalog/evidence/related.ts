import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { fold } from '@nightjar/query/fold';
import type { FindRelated } from '../../../evidence/related.ts';
import { residentOf } from '../graph/resident-of.ts';
import { tiesAmong } from '../graph/ties.ts';
import { entities } from '../projection.ts';

/** What alerts may be about. */
const kinds = ['service', 'api', 'resource'];

/** Which entity each name means: what is there before what is gone, a service before others, its name before an alias. */
const refsOf = async (reader: Reader, names: readonly string[]): Promise<Map<string, string>> => {
  const rows = await reader.many<{ name: string; ref: string }>(sql`
    select distinct on (n.name) n.name, e.ref
    from ${reader.table(entities, 'name')} n
    join ${reader.table(entities, 'entity')} e on e.org = n.org and e.ref = n.ref and e.until = 'infinity'
    where n.org = ${reader.caller.org} and n.name = any(${names}::text[]) and n.until = 'infinity' and n.what <> 1
      and e.kind = any(${kinds}::text[])
    order by n.name, e.state = 'gone', array_position(${kinds}::text[], e.kind), n.what, e.namespace <> 'default', e.ref`);
  return new Map(rows.map(({ name, ref }) => [name, ref]));
};

/** How services hang together in the graph as it stands. */
export const related: FindRelated = async (kernel, caller, names) => {
  if (names.length === 0) return { known: new Set(), needs: [], shared: [] };
  const reader = await kernel.reader(caller, { of: [entities] });
  const refs = await refsOf(reader, [...new Set(names.map(fold))]);
  const net = await residentOf(kernel).now(reader);
  const asked = new Map<number, string>();
  for (const [name, ref] of refs) {
    const node = net.find(ref);
    if (node !== undefined && !asked.has(node)) asked.set(node, name);
  }
  return { known: new Set(refs.keys()), ...tiesAmong(net, asked) };
};
