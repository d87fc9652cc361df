import { observers } from '@nightjar/descriptors/description';
import { partsOf, type Ref, refOf } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { fold } from '@nightjar/query/fold';
import { entities } from '../projection.ts';
import type { Sound } from './normalise.ts';

/**
 * The declared entities that go by the names of the references given, by reference. Only for names in the namespace `default`,
 * where observers put what they find; what is declared under the very name is itself.
 */
const declaredAs = async (reader: Reader, refs: readonly Ref[]): Promise<Map<Ref, Ref>> => {
  const asked = new Map(
    refs.flatMap((ref) => {
      const { kind, namespace, name } = partsOf(ref);
      return namespace === 'default' ? [[ref, { kind, name: fold(name) }] as const] : [];
    }),
  );
  if (asked.size === 0) return new Map();
  const names = [...new Set([...asked.values()].map(({ name }) => name))];
  const entity = reader.table(entities, 'entity');
  const rows = await reader.many<{ name: string; kind: string; ref: Ref }>(sql`
    select n.name, e.kind, min(e.ref) as ref
    from ${reader.table(entities, 'name')} n
    join ${entity} e on e.org = n.org and e.ref = n.ref and e.until = 'infinity' and e.state = 'declared'
    where n.org = ${reader.caller.org} and n.what = 2 and n.name = any(${names}::text[]) and n.until = 'infinity'
    group by n.name, e.kind`);
  if (rows.length === 0) return new Map();
  const own = await reader.many<{ ref: Ref }>(sql`
    select e.ref from ${entity} e
    where e.org = ${reader.caller.org} and e.ref = any(${[...asked.keys()]}::text[]) and e.until = 'infinity'
      and e.state = 'declared'`);
  const declared = new Set(own.map(({ ref }) => ref));
  const byName = new Map(rows.map(({ name, kind, ref }) => [refOf(kind, name), ref]));
  return new Map(
    [...asked].flatMap(([ref, { kind, name }]) => {
      const meant = declared.has(ref) ? undefined : byName.get(refOf(kind, name));
      return meant === undefined || meant === ref ? [] : [[ref, meant] as const];
    }),
  );
};

/** A description under the name that the entity is declared by, and the name it came under where that is another. */
export type Settled = { readonly sound: Sound; readonly was: Ref | null };

/** What observers see goes by the names of what runs; it is told of the entities that are declared to be called so. */
export const settled = async (reader: Reader, all: readonly Sound[]): Promise<Settled[]> => {
  const seen = all.filter(({ by }) => observers.has(by));
  const mentioned = seen.flatMap(({ entity, says }) => [
    entity,
    ...(says.relations ?? []).map(({ to }) => to),
    ...(says.owners ?? []),
  ]);
  const meant = await declaredAs(reader, [...new Set(mentioned)]);
  const renamed = (ref: Ref): Ref => meant.get(ref) ?? ref;
  return all.map((sound): Settled => {
    if (meant.size === 0 || !observers.has(sound.by)) return { sound, was: null };
    const { owners, relations } = sound.says;
    const says = {
      ...sound.says,
      ...(owners === undefined ? {} : { owners: owners.map(renamed) }),
      ...(relations === undefined
        ? {}
        : { relations: relations.map((it) => ({ ...it, to: renamed(it.to) })) }),
    };
    const entity = renamed(sound.entity);
    return { sound: { ...sound, entity, says }, was: entity === sound.entity ? null : sound.entity };
  });
};
