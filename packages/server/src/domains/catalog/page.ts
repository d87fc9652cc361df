import { contactSlots } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { cardOf, type EntityRow, entityRows, mentionedIn } from './cards.ts';
import type { Chosen } from './chosen.ts';
import { namedOf, nameIn } from './named.ts';
import { claimsAt } from './past.ts';
import { entities } from './projection.ts';
import { refuse } from './refusals.ts';
import { relationsOf } from './relations.ts';
import { resolve } from './resolve.ts';
import { sourcesOf } from './sources.ts';
import type { EntityPage } from './wire.ts';

/** Stops of the slider: what an entity became longest ago is the least looked at. */
const mostMoments = 500;

/** Others of the same name that a page tells: more are for the search. */
const mostOthers = 20;

/** The instants at which each of them became another, whenever that was: oldest first, the latest of each. */
export const momentsOf = async (
  reader: Reader,
  refs: readonly Ref[],
): Promise<ReadonlyMap<Ref, readonly string[]>> => {
  const rows = await reader.many<{ ref: Ref; since: Date }>(sql`
    select asked.ref, v.since from unnest(${refs}::text[]) as asked (ref)
    cross join lateral (
      select e.since from ${reader.table(entities, 'entity')} e
      where e.org = ${reader.caller.org} and e.ref = asked.ref order by e.since desc limit ${mostMoments}) v
    order by v.since`);
  const all = Map.groupBy(rows, ({ ref }) => ref);
  return new Map([...all].map(([ref, its]) => [ref, its.map(({ since }) => since.toISOString())]));
};

/** What is looked at first in a bad night comes first. */
const groupRank = (group: string): number => {
  const index = ['dashboards', 'runbooks'].indexOf(group.toLowerCase());
  return index < 0 ? 2 : index;
};

export const linksOf = ({ links }: Chosen): EntityPage['links'] =>
  [...Map.groupBy(links, ({ group }) => group)]
    .sort(([a], [b]) => groupRank(a) - groupRank(b) || (a < b ? -1 : 1))
    .map(([group, its]) => ({ group, links: its.map(({ label, url }) => ({ label, url })) }));

export const contactsOf = ({ contacts }: Chosen): EntityPage['contacts'] =>
  contactSlots.flatMap((slot) => {
    const contact = contacts[slot];
    return contact === undefined ? [] : [{ slot, label: contact.label, url: contact.url }];
  });

/** What a page tells beyond the card, from the entity's own row. */
export const detailsOf = ({ body }: EntityRow) => ({
  runtime: body.runtime ?? null,
  deployment: body.deployment ?? null,
  versions: Object.entries(body.versions ?? {}).map(([environment, version]) => ({ environment, version })),
  repository:
    body.repository === undefined ? null : { url: body.repository.url, path: body.repository.path ?? null },
  contacts: contactsOf(body),
  links: linksOf(body),
  aliases: [...(body.aliases ?? [])],
  joins: { ...body.joins },
  annotations: { ...body.annotations },
  definition: body.definition ?? null,
  rest: { ...body.rest },
});

/** Everything about what a text names, at an instant (null: now). Refuses with `catalog.unknown-entity`. */
export const pageOf = async (reader: Reader, text: string, at: Date | null): Promise<EntityPage> => {
  const { ref, others: all } = await resolve(reader, text, at);
  const others = all.slice(0, mostOthers);
  const [row] = await entityRows(reader, [ref], at);
  // It was there a moment ago, when its name was looked up.
  if (row === undefined) throw refuse('catalog.unknown-entity');
  const [named, claims, moments, { relations, cut }] = await Promise.all([
    namedOf(reader, [...mentionedIn(row), ...others], at),
    claimsAt(reader, ref, at),
    momentsOf(reader, [ref]),
    relationsOf(reader, ref, at),
  ]);
  return {
    ...cardOf(row, named),
    ...detailsOf(row),
    relations,
    relationsCut: cut,
    sources: await sourcesOf(reader, ref, claims, at),
    moments: [...(moments.get(ref) ?? [])],
    others: others.map((other) => nameIn(named, other)),
    position: reader.position,
    stale: reader.stale,
    at: at?.toISOString() ?? null,
  };
};
