import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Chosen } from './chosen.ts';
import type { State } from './fold.ts';
import { stood } from './instant.ts';
import { namedOf, nameIn } from './named.ts';
import { entities } from './projection.ts';
import { begun, lastBy } from './seen.ts';
import type { EntityCard, Named } from './wire.ts';

/** A version as it is stored. */
export type EntityRow = {
  readonly ref: Ref;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly state: State;
  readonly system: Ref | null;
  readonly environments: string[];
  readonly contested: boolean;
  readonly body: Chosen;
  readonly since: Date;
  /** Null where it stands. */
  readonly until: Date | null;
  readonly last_seen: Date | null;
};

/** The versions that stood at the instant (null: now), with when they were last seen. Entities that there were not are left out. */
export const entityRows = (reader: Reader, refs: readonly Ref[], at: Date | null): Promise<EntityRow[]> =>
  reader.many<EntityRow>(sql`
    select e.ref, e.kind, e.namespace, e.name, e.state, e.system, e.environments, e.contested, e.body, e.since,
      nullif(e.until, 'infinity') as until, s.last_seen
    from ${reader.table(entities, 'entity')} e
    left join lateral (
      select ${lastBy(at)} as last_seen from nightjar.sighting s
      where s.org = e.org and s.entity = e.ref and s.about = '' and ${begun(at)}) s on true
    where e.org = ${reader.caller.org} and e.ref = any(${refs}::text[]) and ${stood('e', at)}`);

/** Everybody whom a row mentions on its card. */
export const mentionedIn = ({ body, system }: EntityRow): Ref[] => [
  ...body.owners,
  ...(system === null ? [] : [system]),
];

export const cardOf = (row: EntityRow, named: ReadonlyMap<Ref, Named>): EntityCard => ({
  ref: row.ref,
  kind: row.kind,
  namespace: row.namespace,
  name: row.name,
  title: row.body.title ?? null,
  description: row.body.description ?? null,
  type: row.body.type ?? null,
  tier: row.body.tier ?? null,
  lifecycle: row.body.lifecycle ?? null,
  language: row.body.language ?? null,
  owners: row.body.owners.map((owner) => nameIn(named, owner)),
  system: row.system === null ? null : nameIn(named, row.system),
  environments: row.environments,
  tags: { ...row.body.tags },
  state: row.state,
  contested: row.contested,
  since: row.since.toISOString(),
  until: row.until?.toISOString() ?? null,
  lastSeen: row.last_seen?.toISOString() ?? null,
});

/** Cards by reference, as they stood at the instant (null: now); those that there were not are left out. */
export const cardsOf = async (
  reader: Reader,
  refs: readonly Ref[],
  at: Date | null,
): Promise<Map<Ref, EntityCard>> => {
  if (refs.length === 0) return new Map();
  const rows = await entityRows(reader, refs, at);
  const named = await namedOf(reader, rows.flatMap(mentionedIn), at);
  return new Map(rows.map((row) => [row.ref, cardOf(row, named)]));
};
