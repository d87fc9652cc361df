import { kindOf, kinds, type Ref, refOf, typedAs } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { fold } from '@nightjar/query/fold';
import { stood } from './instant.ts';
import { entities } from './projection.ts';
import { refuse } from './refusals.ts';

/** `[kind:][namespace/]name`, with what is not given left open. A name of a person's own may hold anything. */
const parts = (text: string) => {
  const [, kind, namespace, name = text] = /^(?:([^:/\s]+):)?(?:([^:/\s]+)\/)?([^:/]+)$/.exec(text) ?? [];
  return {
    kind: kind === undefined ? null : kindOf(kind),
    namespace: namespace?.toLowerCase() ?? null,
    name,
  };
};

type Candidate = {
  readonly ref: Ref;
  readonly kind: string;
  readonly namespace: string;
  readonly state: string;
  readonly what: number;
};

/** Services first, then our kinds in their order, then those that descriptors bring. */
const rankOf = (kind: string): number => {
  const index = (kinds as readonly string[]).indexOf(kind);
  return index < 0 ? kinds.length : index;
};

const meantFirst = (a: Candidate, b: Candidate): number =>
  Number(a.state === 'gone') - Number(b.state === 'gone') ||
  Number(a.what === 1) - Number(b.what === 1) ||
  rankOf(a.kind) - rankOf(b.kind) ||
  a.what - b.what ||
  Number(a.namespace !== 'default') - Number(b.namespace !== 'default') ||
  (a.ref < b.ref ? -1 : 1);

const namesIn = (text: string): string[] => [fold(parts(text).name), fold(text)];

/** The reference that a text spells out, if it does. */
const exactIn = (text: string): Ref[] => {
  const { kind, namespace, name } = parts(text);
  return kind === null ? [] : [refOf(kind, name, namespace ?? 'default')];
};

const candidates = async (reader: Reader, text: string, at: Date | null): Promise<Candidate[]> => {
  const { kind, namespace } = parts(text);
  const exact = exactIn(text);
  const rows = await reader.many<Candidate>(sql`
    select e.ref, e.kind, e.namespace, e.state, min(n.what) as what
    from (
      select n.ref, n.what from ${reader.table(entities, 'name')} n
      where n.org = ${reader.caller.org} and n.name = any(${namesIn(text)}::text[]) and ${stood('n', at)}
      union all select unnest(${exact}::text[]), 0
    ) n
    join ${reader.table(entities, 'entity')} e on e.org = ${reader.caller.org} and e.ref = n.ref and ${stood('e', at)}
    where e.kind = coalesce(${kind}, e.kind) and e.namespace = coalesce(${namespace}, e.namespace)
    group by e.ref, e.kind, e.namespace, e.state`);
  const sorted = rows.sort(meantFirst);
  const outright = sorted.find(({ ref }) => exact.includes(ref));
  return outright === undefined ? sorted : [outright, ...sorted.filter((it) => it !== outright)];
};

/**
 * Since when what is called so now is called so: it may be that the instant was before that. An alias may have been given
 * late; by its reference a thing is found for as long as it is known.
 */
const knownSince = async (reader: Reader, text: string): Promise<Date | null> => {
  const [meant] = await candidates(reader, text, null);
  if (meant === undefined) return null;
  const [row] = await reader.many<{ since: Date | null }>(sql`
    select min(it.since) as since
    from (
      select n.since from ${reader.table(entities, 'name')} n
      where n.org = ${reader.caller.org} and n.ref = ${meant.ref} and n.name = any(${namesIn(text)}::text[])
      union all select e.since from ${reader.table(entities, 'entity')} e
      where e.org = ${reader.caller.org} and e.ref = ${meant.ref} and ${meant.ref} = any(${exactIn(text)}::text[])
    ) it`);
  return row?.since ?? null;
};

/** Those of the kind that was named come before others: who mistypes a team is not after a service. */
const nearest = async (reader: Reader, text: string, at: Date | null): Promise<string[]> => {
  const asked = parts(text);
  const name = fold(asked.name).slice(0, 200);
  const rows = await reader.many<{ ref: Ref }>(sql`
    select n.ref from ${reader.table(entities, 'name')} n
    where n.org = ${reader.caller.org} and n.name operator(nightjar.%) ${name} and ${stood('n', at)}
    group by n.ref
    order by starts_with(n.ref, ${`${asked.kind ?? ''}:`}) desc, max(nightjar.similarity(n.name, ${name})) desc, n.ref
    limit 3`);
  return rows.map(({ ref }) => ref);
};

/**
 * What a text names at an instant (null: now): `service:default/pricing`, `service:pricing`, `pricing`, an alias or a title. Where
 * several are called so a service is meant before others; `others` has them. Refuses with `catalog.unknown-entity` and the
 * nearest names, or since when it is known.
 */
export const resolve = async (
  reader: Reader,
  text: string,
  at: Date | null,
): Promise<{ readonly ref: Ref; readonly others: readonly Ref[] }> => {
  const [meant, ...others] = await candidates(reader, text.trim(), at);
  if (meant !== undefined) return { ref: meant.ref, others: others.map(({ ref }) => ref) };
  const since = at === null ? null : await knownSince(reader, text.trim());
  if (at !== null && since !== null && since > at)
    throw refuse('catalog.unknown-entity', {
      detail: `Nothing was called ${JSON.stringify(text.slice(0, 200))} at ${at.toISOString()}.`,
      next: `It is known since ${since.toISOString()}: ask for that instant or a later one.`,
    });
  const near = await nearest(reader, text.trim(), at);
  const then = at === null ? '' : ` at ${at.toISOString()}`;
  const nothing = `Nothing was called ${JSON.stringify(text.slice(0, 200))}${then}.`;
  if (near.length === 0) throw refuse('catalog.unknown-entity', { detail: nothing });
  throw refuse('catalog.unknown-entity', {
    detail: `${nothing} Near it: ${near.map(typedAs).join(', ')}.`,
    next: 'Take one of these names.',
  });
};

/** The one that is meant. */
export const resolveRef = async (reader: Reader, text: string, at: Date | null): Promise<Ref> =>
  (await resolve(reader, text, at)).ref;
