import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import type { Fact, Recorded } from '@nightjar/kernel/fact';
import { fold } from '@nightjar/query/fold';
import type { Located } from '../../change/located.ts';
import type { Read } from '../../change/read.ts';

type Observed = { readonly source: string; readonly services: readonly string[] };

/** What of the facts about changes and alerts is looked at. */
type Told = Recorded<
  | Fact<
      'ChangeObserved',
      { readonly observation: Observed; readonly read?: Read; readonly located?: Located }
    >
  | Fact<'AlertObserved', { readonly alert: Observed; readonly read?: Read; readonly located?: Located }>
  | Fact<'ObservationWithdrawn' | 'AlertWithdrawn', { readonly read: Read }>
>;

/** What was observed, or null where it was withdrawn. */
const observedIn = ({ data }: Told): (Observed & { readonly located?: Located }) | null => {
  if (!('observation' in data || 'alert' in data)) return null;
  const { located } = data;
  const { source, services } = 'observation' in data ? data.observation : data.alert;
  return { source, services, ...(located === undefined ? {} : { located }) };
};

/** What a sender wrote: the first of its ids, or each name; `value` is folded. */
type Key = {
  readonly source: string;
  readonly join: string;
  readonly value: string;
  readonly spelled: string;
};

type Place = { readonly reading: number; readonly keys: readonly Key[] };

type Sum = Key & {
  readonly org: number;
  readonly kept: boolean;
  names: readonly string[];
  reports: number;
  last: string;
  examples: readonly string[];
};

const mostExamples = 3;
const longest = 500;

const named = (source: string, join: string, spelled: string): Key => ({
  source,
  join,
  value: fold(spelled).slice(0, longest).toWellFormed(),
  spelled: spelled.slice(0, longest).toWellFormed(),
});

const keysOf = ({ source }: Observed, { said, hints }: Located): Key[] => {
  const [hint] = hints;
  if (hint !== undefined) return [named(source, hint.join, hint.value)];
  return said.length === 0 ? [named(source, '', '')] : said.map((name) => named(source, '', name));
};

/** The id of the change or the alert. */
const changeOf = ({ stream }: Told): string => stream.slice(stream.indexOf(':') + 1);

const isOfChange = ({ stream }: Told): boolean => stream.startsWith('change:');
const placeOf = ({ delivery, index }: Read): string => `${index} ${delivery}`;

const placesOf = async (tx: Queryable, facts: readonly Told[]): Promise<Map<string, Place>> => {
  const asked = facts.flatMap((fact) =>
    fact.data.read === undefined ? [] : [{ change: changeOf(fact), place: placeOf(fact.data.read) }],
  );
  if (asked.length === 0) return new Map();
  const rows = await tx.many<{ change: string; place: string; reading: number; keys: Key[] }>(sql`
    select p.change, p.place, p.reading, p.keys from place p
    join jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (change text, place text)
      on p.change = a.change and p.place = a.place`);
  return new Map(rows.map(({ change, place, reading, keys }) => [`${change} ${place}`, { reading, keys }]));
};

const keepPlaces = async (
  tx: Queryable,
  known: ReadonlyMap<string, Place>,
  now: ReadonlyMap<
    string,
    (Place & { readonly org: number; readonly change: string; readonly place: string }) | null
  >,
): Promise<void> => {
  const gone = [...now].filter(([id, it]) => it === null && known.has(id)).map(([id]) => id);
  if (gone.length > 0)
    await tx.run(sql`delete from place where change || ' ' || place = any(${gone}::text[])
    and change = any(${gone.map((id) => id.slice(0, id.indexOf(' ')))}::text[])`);
  const come = [...now.values()].filter((it) => it !== null);
  if (come.length > 0)
    await tx.run(sql`
      insert into place (change, place, org, reading, keys)
      select r.change, r.place, r.org, r.reading, r.keys
      from jsonb_to_recordset(${JSON.stringify(come)}::jsonb)
        as r (change text, place text, org int, reading int, keys jsonb)
      on conflict (change, place) do update set reading = excluded.reading, keys = excluded.keys`);
};

const keepSums = async (tx: Queryable, sums: readonly Sum[]): Promise<void> => {
  if (sums.length === 0) return;
  await tx.run(sql`
    insert into said as s (org, source, join_name, value, kept, spelled, names, reports, last, examples)
    select r.org, r.source, r."join", r.value, r.kept, r.spelled, r.names, r.reports, r.last, r.examples
    from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb) as r (org int, source text, "join" text, value text, kept boolean,
      spelled text, names text[], reports bigint, last timestamptz, examples text[])
    on conflict (org, source, kept, join_name, value) do update set
      reports = s.reports + excluded.reports,
      last = greatest(s.last, excluded.last),
      spelled = case when excluded.reports > 0 then excluded.spelled else s.spelled end,
      names = case when excluded.reports > 0 then excluded.names else s.names end,
      examples = (excluded.examples || array(select e from unnest(s.examples) e where e <> all (excluded.examples)))[1:${mostExamples}]`);
  await tx.run(sql`
    delete from said s using jsonb_to_recordset(${JSON.stringify(sums)}::jsonb)
      as r (org int, source text, "join" text, value text, kept boolean)
    where s.org = r.org and s.source = r.source and s.kept = r.kept and s.join_name = r."join" and s.value = r.value
      and s.reports <= 0`);
};

/** Some hundred facts at a time: what is remembered is read once, and written once a table. */
export const takeIn = async (tx: Queryable, facts: readonly Recorded[]): Promise<void> => {
  const told = facts as readonly Told[];
  const known = await placesOf(tx, told);
  const places = new Map<string, (Place & { org: number; change: string; place: string }) | null>();
  const sums = new Map<string, Sum>();

  const count = (fact: Told, key: Key, kept: boolean, by: 1 | -1, names: readonly string[]): void => {
    const id = JSON.stringify([fact.org, kept, key.source, key.join, key.value]);
    const at = fact.at.toISOString();
    const sum = sums.get(id) ?? { ...key, org: fact.org, kept, names, reports: 0, last: at, examples: [] };
    sum.reports += by;
    if (by > 0) {
      sum.names = names;
      if (at > sum.last) sum.last = at;
      const others = sum.examples.filter((it) => it !== changeOf(fact));
      if (isOfChange(fact)) sum.examples = [changeOf(fact), ...others].slice(0, mostExamples);
    }
    sums.set(id, sum);
  };

  for (const fact of told) {
    const { read } = fact.data;
    const observed = observedIn(fact);
    if (read === undefined) {
      // Nobody looked these words up when they came; whether the catalog knows them is asked when the list is.
      if (observed !== null)
        for (const name of observed.services) count(fact, named(observed.source, '', name), false, 1, []);
      continue;
    }
    const change = changeOf(fact);
    const place = placeOf(read);
    const id = `${change} ${place}`;
    const before = places.has(id) ? (places.get(id) ?? undefined) : known.get(id);
    const located = observed?.located?.by === 'none' ? observed.located : null;
    if (before === undefined && located === null) continue;
    if (before !== undefined && before.reading > read.reading) continue;
    for (const key of before?.keys ?? []) count(fact, key, true, -1, []);
    if (observed === null || located === null) {
      places.set(id, null);
      continue;
    }
    const keys = keysOf(observed, located);
    for (const key of keys) count(fact, key, true, 1, located.said.slice(0, 20));
    places.set(id, { org: fact.org, change, place, reading: read.reading, keys });
  }
  await keepPlaces(tx, known, places);
  await keepSums(tx, [...sums.values()]);
};
