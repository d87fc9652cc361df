import { observers } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import { raw, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { stood } from '../instant.ts';
import { entities } from '../projection.ts';
import { type Found, isAfter, type Look, notBefore, nudgedRows, tableOf } from './found.ts';
import { ruleOf } from './nudge-rules.ts';

/**
 * That an entity (a row `alias` of `entity`) may be two things of one name: nobody declared it, and either sources know different
 * repositories of it, or what looks at different places (clusters, folders, files) knows different teams or systems. Two clusters
 * in which one service runs agree on these. Where an origin ends and a place in it begins no source tells, so two files of one
 * folder that differ count too.
 */
const areNamesakes = (reader: Reader, alias: string): Sql => {
  const { org } = reader.caller;
  const claim = reader.table(entities, 'claim');
  const m = raw(alias);
  return sql`(${m}.state = 'discovered' and (
    (select count(distinct c.says -> 'repository' ->> 'url') from ${claim} c where c.org = ${org} and c.entity = ${m}.ref) > 1
    or exists (
      select from (
        select c.says -> 'owners' ->> 0 as team, (
          select r ->> 'to' from json_array_elements(c.says -> 'relations') r
          where r ->> 'type' = 'partOf' and r ->> 'to' like 'system:%' limit 1) as system
        from ${claim} c
        where c.org = ${org} and c.entity = ${m}.ref and c.reader = any(${[...observers]}::text[])) seen
      having count(distinct seen.team) > 1 or count(distinct seen.system) > 1)))`;
};

/** Whether it may be so of one entity. Who says what is known as of now only. */
export const mayBeTwo = async (reader: Reader, ref: Ref, at: Date | null): Promise<boolean> => {
  if (at !== null) return false;
  const row = await reader.one<{ two: boolean }>(sql`
    select ${areNamesakes(reader, 'e')} as two from ${reader.table(entities, 'entity')} e
    where e.org = ${reader.caller.org} and e.ref = ${ref} and ${stood('e', null)}`);
  return row?.two === true;
};

/** Entities that nobody declared, of which so many are judged: 10 µs each. What lies beyond is told to be cut. */
const mostJudged = 2_000;

/** The rule over all, in the order of nudges. Of the past nothing is judged: who said what is known as of now only. */
export const findNamesakes = async (look: Look): Promise<{ found: Found[]; cut: boolean }> => {
  if (look.at !== null) return { found: [], cut: false };
  const rule = ruleOf('namesakes');
  const rows = await look.reader.many<Found & { judged: number }>(sql`
    with m as materialized (
      select e.urgency, e.ref, e.state, (${look.where}) is true as matches from ${tableOf(look, 'entity')} e
      where ${nudgedRows(look)} and ${notBefore(look.after)} and e.state = 'discovered'
      order by e.urgency, e.ref limit ${mostJudged})
    (select m.urgency, m.ref, ${rule}::int as rule, null::text as about, null::timestamptz as since, 0 as judged from m
      where m.matches and ${isAfter(sql`(m.urgency, m.ref, ${rule}::int)`, look.after)} and ${areNamesakes(look.reader, 'm')}
      order by m.urgency, m.ref limit ${look.wanted})
    union all select 0, '', 0, null, null, count(*)::int from m`);
  const found = rows.flatMap(({ judged: _, ...row }) => (row.ref === '' ? [] : [row]));
  return { found, cut: rows.some(({ judged }) => judged === mostJudged) };
};
