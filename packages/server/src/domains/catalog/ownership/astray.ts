import type { Ref } from '@nightjar/descriptors/ref';
import { raw, type Sql, sql } from '@nightjar/kernel/database/sql';
import { stood } from '../instant.ts';
import { astray } from '../tables.ts';
import { type Found, isAfter, type Look, notBefore, nudgedRows, tableOf } from './found.ts';
import { ruleOf } from './nudge-rules.ts';

/** That `owner` is known, in terms of a row `k` of `entity`. */
const known = (look: Look, owner: Sql): Sql =>
  sql`k.org = ${look.reader.caller.org} and k.ref = ${owner} and ${stood('k', look.at)} and k.state <> 'gone'`;

/** First owners, of anything, whom the catalog does not know, and those who can be reached in no way. */
const faulty = async (look: Look): Promise<{ unknown: Ref[]; unreachable: Ref[] }> => {
  const rows = await look.reader.many<{ owner: Ref; known: boolean }>(sql`
    select o.owner, k.ref is not null as known
    from (select distinct e.owner from ${tableOf(look, 'entity')} e
      where ${nudgedRows(look)} and e.owner is not null) o
    left join ${tableOf(look, 'entity')} k on ${known(look, sql`o.owner`)}
    where k.ref is null or (k.kind <> 'person' and not k.reachable
      and not exists (select from ${tableOf(look, 'relation')} r
        where r.org = ${look.reader.caller.org} and r.to_ref = o.owner and r.type = 'memberOf' and ${stood('r', look.at)}))`);
  const [unreachable, unknown] = [true, false].map((is) =>
    rows.filter((row) => row.known === is).map(({ owner }) => owner),
  );
  return { unknown: unknown ?? [], unreachable: unreachable ?? [] };
};

/** What those own. The values are told to the planner: of many it walks in order, of few it asks for each. */
const ownedByFaulty = async (look: Look): Promise<Found[]> => {
  const { unknown, unreachable } = await faulty(look);
  if (unknown.length + unreachable.length === 0) return [];
  return look.reader.many<Found>(sql`
    select f.* from (
      select e.urgency, e.ref, case when e.owner = any (${unknown}::text[]) then ${ruleOf('unknown-owner')}::int
        else ${ruleOf('unreachable-owner')}::int end as rule, e.owner as about, null::timestamptz as since
      from ${tableOf(look, 'entity')} e
      where ${nudgedRows(look)} and ${notBefore(look.after)} and e.owner = any (${[...unknown, ...unreachable]}::text[])
        and (not e.reachable or e.owner = any (${unknown}::text[])) and ${look.where}) f
    where ${isAfter(sql`(f.urgency, f.ref, f.rule)`, look.after)}
    order by f.urgency, f.ref limit ${look.wanted}`);
};

/** The first unknown one behind a known first owner, of a row. */
const unknownBehind = (look: Look, row: Sql): Sql => {
  const entity = tableOf(look, 'entity');
  return sql`select o.ref from unnest(${row}.owners) with ordinality o (ref, n)
    where o.n > 1 and not exists (select from ${entity} k where ${known(look, sql`o.ref`)})
      and exists (select from ${entity} k where ${known(look, sql`${row}.owner`)})
    order by o.n limit 1`;
};

/** What has no owner, or contested ones, or unknown ones behind the first. */
const inTheRow = (look: Look): Promise<Found[]> =>
  look.reader.many<Found>(sql`
    select m.urgency, m.ref, n.rule, n.about, null::timestamptz as since
    from (
      select e.urgency, e.ref, e.owner, e.owners, e.contested from ${tableOf(look, 'entity')} e
      where ${nudgedRows(look)} and ${raw(astray)} and ${notBefore(look.after)} and ${look.where}
        and (e.owner is null or e.contested or exists (${unknownBehind(look, raw('e'))}))
      -- One more: of that at which the page begins nothing may be left. Without a limit here all are sorted first.
      order by e.urgency, e.ref limit ${look.wanted + 1}) m
    cross join lateral (
      select ${ruleOf('no-owner')}::int, null::text where m.owner is null
      union all
      (select ${ruleOf('unknown-owner')}::int, o.ref from (${unknownBehind(look, raw('m'))}) o)
      union all
      select ${ruleOf('contested')}::int, null where m.contested) n (rule, about)
    where ${isAfter(sql`(m.urgency, m.ref, n.rule)`, look.after)}
    order by m.urgency, m.ref, n.rule limit ${look.wanted}`);

/** By the rules that the catalog alone can tell: no owner, an unknown or unreachable one, a contest. */
export const findAstray = async (look: Look): Promise<Found[]> =>
  (await Promise.all([inTheRow(look), ownedByFaulty(look)])).flat();
