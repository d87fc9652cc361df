import { kinds } from '@nightjar/descriptors/ref';
import { join, type Sql, sql } from '@nightjar/kernel/database/sql';
import { contains } from '@nightjar/query/pattern';
import { weightsOf } from '../weight.ts';
import type { Asked } from './asked.ts';
import type { Needle } from './needle.ts';
import { beginning, inside, said, spellings, wholes } from './patterns.ts';
import type { Candidate } from './rank.ts';
import { rowsWhere, type Scope } from './scope.ts';

/** What one look may cost: rows that an index finds, rows that pass on to be ranked, of a weight and in all. */
const bounds = { found: 4_000, passed: 200 } as const;

/** The planner must not turn the look at each entity into a join with all of them: it would lose the order. */
const passing = ({ entity, e }: Scope, { where }: Asked): Sql =>
  sql`cross join lateral (select from ${entity} e where ${e} and e.ref = n.ref and ${where} offset 0) passing`;

/** What is called just so. */
const exacts = (scope: Scope, asked: Asked): Sql =>
  sql`select n.ref from ${scope.name} n ${passing(scope, asked)}
    where ${scope.n} and n.name = any(${wholes(asked.needles)}::text[]) limit ${bounds.passed}`;

/**
 * Names that begin so, of each weight the first: a descent of the index each, so that one letter costs as little as a word.
 * (Of 250,000 names 20,000 begin with `p`; to sort them all takes 25 ms, this 1.3 ms.) The pattern is hidden from the planner,
 * which would rather ask the trigrams: of `a_b` there are none, so it reads every name, once a weight: 800 ms.
 */
const beginnings = (scope: Scope, asked: Asked): Sql[] =>
  wholes(asked.needles).map((whole) => {
    const { low, high, like } = beginning(whole);
    const { first, last } = weightsOf(asked.kind);
    return sql`
      select r.ref from generate_series(${first}::int, ${last}::int) w (weight) cross join lateral (
        select n.ref from ${scope.name} n ${passing(scope, asked)}
        where ${scope.n} and n.weight = w.weight and n.name >= ${low}::text and n.name < ${high}::text
          and n.name || '' like ${like}
        order by n.name limit ${bounds.passed}) r
      limit ${bounds.passed}`;
  });

/** Whether a needle is a word of a name by itself. */
const isWord = (needle: Needle): Sql =>
  sql`(' ' || translate(n.name, '-_./:@', '      ') || ' ' like any(${spellings(needle).map((it) => contains(` ${it.replaceAll('-', ' ')} `))}::text[]))`;

/** Names that hold all needles, somewhere. Not asked for where one is too short for the index. */
const insides = (scope: Scope, asked: Asked): Sql[] => {
  const patterns = asked.needles.map(inside);
  if (patterns.length === 0 || patterns.includes(null)) return [];
  const { first, last } = weightsOf(asked.kind);
  const all = patterns.map((any) => sql`n.name like any(${any}::text[])`);
  return [
    sql`
    select n.ref from (
      select n.ref from (
        select n.ref, n.name, n.weight from ${scope.name} n
        where ${scope.n} and ${join(all, ' and ')} and n.weight + 0 >= ${first}::int and n.weight + 0 <= ${last}::int
        limit ${bounds.found}) n
      order by ${join(asked.needles.map(isWord), ' and ')} desc, n.weight, length(n.name), n.ref) n
    ${passing(scope, asked)} limit ${bounds.passed}`,
  ];
};

const weightSql = sql`coalesce(array_position(${kinds}::text[], e.kind), ${kinds.length + 1}), coalesce(e.tier, 4)`;

/** Everything of which all needles are said: names, description, tags, owners. */
export const sayings = (scope: Scope, asked: Asked): Sql[] => {
  const query = asked.needles.map(said).join(' & ');
  const inName = asked.needles.map((needle) => sql`lower(e.name collate "C") like ${contains(needle.text)}`);
  return [
    sql`
    select e.ref from (
      select * from ${rowsWhere(scope, sql`e.words @@ (select ${query}::tsquery)`, bounds.found)}
      where ${asked.where}
      order by (${join(inName, ' and ')}) desc, ${weightSql}, e.ref limit ${bounds.passed}) e`,
  ];
};

/** What is called so or begins so: before everything else, so that a full page of it is all there is to look for. */
export const starting = (scope: Scope, asked: Asked): Sql[] => [
  exacts(scope, asked),
  ...beginnings(scope, asked),
];

/**
 * What has the needles elsewhere in its names. Of several words one may be said and the other stand in the name, and what is too
 * short for a trigram is still a word, so then what is said is asked for at once.
 */
export const within = (scope: Scope, asked: Asked): Sql[] => {
  const names = insides(scope, asked);
  return names.length > 0 && asked.needles.length === 1 ? names : [...names, ...sayings(scope, asked)];
};

/** What is to be ranked, by reference: an entity each, with its names and which needles are said of it. */
export const candidates = (scope: Scope, asked: Asked, refs: Sql): Promise<Candidate[]> => {
  const spoken = asked.needles.map((needle) =>
    needle.is === 'phrase'
      ? sql`(e.words @@ ${said(needle)}::tsquery and e.text like ${contains(needle.text)})`
      : sql`e.words @@ ${said(needle)}::tsquery`,
  );
  return scope.reader.many<Candidate>(sql`
    select e.ref, e.kind, e.tier, array[${join(spoken, ', ')}] as said,
      array(select n.name from ${scope.name} n where ${scope.n} and n.ref = e.ref) as names
    from ${scope.entity} e where ${scope.e} and e.ref in (${refs})`);
};
