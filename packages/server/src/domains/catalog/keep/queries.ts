import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { fold } from '@nightjar/query/fold';
import { cardOf, type EntityRow, entityRows, mentionedIn } from '../cards.ts';
import { namedOf } from '../named.ts';
import { contactsOf, linksOf } from '../page.ts';
import { entities } from '../projection.ts';
import type { KeptCatalog, KeptEntity } from './wire.ts';

export type KeepBounds = {
  /** So many services are kept at most. */
  readonly services: number;
  /** Of the answer as JSON. */
  readonly bytes: number;
};

/** A phone has room for this and reads it in a second. */
const usualBounds: KeepBounds = { services: 5_000, bytes: 10_000_000 };

const mostRelations = 50;

/** A person of this name and the teams they are of. */
const partiesOf = async (reader: Reader, me: string): Promise<Ref[]> => {
  const rows = await reader.many<{ ref: Ref }>(sql`
    with me as (
      select distinct n.ref from ${reader.table(entities, 'name')} n
      where n.org = ${reader.caller.org} and n.name = ${fold(me)} and n.until = 'infinity' and n.ref like 'person:%' limit 5
    )
    select ref from me union
    select r.to_ref from me join ${reader.table(entities, 'relation')} r
      on r.org = ${reader.caller.org} and r.from_ref = me.ref and r.type = 'memberOf' and r.until = 'infinity'`);
  return rows.map(({ ref }) => ref);
};

/** Services that stand, of certain owners or of all (null); the most critical first. */
const servicesOf = async (reader: Reader, owners: readonly Ref[] | null, limit: number): Promise<Ref[]> => {
  const rows = await reader.many<{ ref: Ref }>(sql`
    select e.ref from ${reader.table(entities, 'entity')} e
    where e.org = ${reader.caller.org} and e.until = 'infinity' and e.urgency is not null and e.kind = 'service'
      and ${owners === null ? sql`true` : sql`e.owner_names && ${owners}::text[]`}
    order by e.urgency, e.ref limit ${limit}`);
  return rows.map(({ ref }) => ref);
};

const keptOf = (row: EntityRow, named: Parameters<typeof cardOf>[1]): KeptEntity => {
  const { body } = row;
  return {
    ...cardOf(row, named),
    runtime: body.runtime ?? null,
    deployment: body.deployment ?? null,
    repository:
      body.repository === undefined ? null : { url: body.repository.url, path: body.repository.path ?? null },
    contacts: contactsOf(body),
    links: linksOf(body),
    aliases: [...(body.aliases ?? [])],
    relations: body.relations
      .slice(0, mostRelations)
      .map(({ type, to, inverse }) => ({ type, to, ...(inverse === true ? { inverse } : {}) })),
  };
};

/** In the order of `refs`, for as long as there is room. */
const withinRoom = async (reader: Reader, refs: readonly Ref[], room: number) => {
  const rows = new Map((await entityRows(reader, refs, null)).map((row) => [row.ref, row]));
  const named = await namedOf(reader, [...rows.values()].flatMap(mentionedIn), null);
  const kept: KeptEntity[] = [];
  let left = room;
  for (const ref of refs) {
    const row = rows.get(ref);
    if (row === undefined) continue;
    const one = keptOf(row, named);
    left -= Buffer.byteLength(JSON.stringify(one)) + 1;
    if (left < 0) break;
    kept.push(one);
  }
  return { kept, left: Math.max(0, left), parties: [...named.keys()] };
};

/** What a device keeps. `me` is what the catalog calls whoever asks; null where it is not known. */
export const keptCatalog = async (
  reader: Reader,
  me: string | null,
  bounds: KeepBounds = usualBounds,
): Promise<KeptCatalog> => {
  const mine = me === null ? [] : await partiesOf(reader, me);
  const own = mine.length === 0 ? [] : await servicesOf(reader, mine, bounds.services);
  const all = await servicesOf(reader, null, bounds.services + 1);
  const wanted = [...new Set([...own, ...all])];
  // A tenth is left for whom to call about them.
  const services = await withinRoom(reader, wanted.slice(0, bounds.services), bounds.bytes * 0.9);
  const about = [...new Set([...services.parties, ...mine])];
  const parties = await withinRoom(reader, about, services.left + bounds.bytes * 0.1);
  return {
    entities: [...services.kept, ...parties.kept],
    services: services.kept.length,
    whole: services.kept.length === wanted.length,
    position: reader.position,
  };
};
