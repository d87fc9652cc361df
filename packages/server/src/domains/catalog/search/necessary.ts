import { join, raw, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Ast } from '@nightjar/query/ast';
import { foldedSql } from '@nightjar/query/fold';
import { beginsWith, contains } from '@nightjar/query/pattern';
import { toPredicate } from '@nightjar/query/to-predicate';
import { toSql } from '@nightjar/query/to-sql';
import { conjuncts } from './asked.ts';
import { fields, type Line, systemSql } from './fields.ts';
import type { Scope } from './scope.ts';

/** Lists that `entity_now_by_field` holds, spelt as it spells them. */
const indexed: Readonly<Record<string, string>> = {
  owner: 'e.owner_names',
  tag: 'e.tags',
  join: 'e.joins',
  env: 'e.environments',
  source: 'e.readers',
  alias: 'e.aliases',
  kind: 'array[e.kind]',
  state: 'array[e.state]',
  type: 'array[e.type]',
  lifecycle: 'array[e.lifecycle]',
  lang: 'array[e.language]',
  runtime: 'array[e.runtime]',
  deployment: 'array[e.deployment]',
  system: systemSql('e.'),
};

const tiers = [0, 1, 2, 3];

/** Names by which `name_exact` finds the entities that can match. */
const named = ({ name, n }: Scope, ast: Ast & { is: 'matches' }): Sql => {
  const exact = ast.any.filter(({ is }) => is === 'exact').map(({ text }) => text);
  const prefixes = ast.any.filter(({ is }) => is === 'prefix').map(({ text }) => text);
  const any = [
    sql`n.name = any(${exact}::text[])`,
    ...prefixes.map((it) => sql`n.name like ${beginsWith(it)}`),
  ];
  return sql`e.ref = any(array(select n.ref from ${name} n where ${n} and n.what = 0 and (${join(any, ' or ')})))`;
};

const necessaryOf = (scope: Scope, ast: Ast, now: Date): Sql | null => {
  if (!('field' in ast)) return null;
  if (ast.is === 'matches' && ast.field === 'name') return named(scope, ast);
  if (ast.field === 'contested') return sql`array[e.contested] && (select array[true])`;
  if (ast.is === 'matches') {
    const column = indexed[ast.field];
    if (column === undefined || ast.any.some(({ is }) => is === 'prefix')) return null;
    return sql`${raw(column)} && (select ${ast.any.map(({ text }) => text)}::text[])`;
  }
  if ((ast.is === 'equals' || ast.is === 'compares') && ast.field === 'tier') {
    const accepts = toPredicate(ast, fields, now);
    return sql`array[e.tier] && (select ${tiers.filter((tier) => accepts({ tier } as Line))}::smallint[])`;
  }
  if (ast.is === 'contains' && ast.field === 'repo') {
    const all = ast.any.map(
      ({ text }) => sql`${raw(foldedSql('e.repository'))} like (select ${contains(text)}::text)`,
    );
    return ast.any.every(({ text }) => text.length > 2) ? sql`(${join(all, ' or ')})` : null;
  }
  if (ast.is === 'compares' && ast.field === 'updated' && ast.operator.startsWith('>'))
    return toSql(ast, fields, now);
  return null;
};

/**
 * What a matching row must have, in terms of indexes; null where none can tell. The values are hidden from the planner behind
 * sub-selects: knowing them, it walks the order of references for frequent ones, and reads 100,000 services to learn
 * that none of them is a team's (150 ms instead of 6).
 */
export const necessary = (scope: Scope, filter: Ast, now: Date, except: readonly string[]): Sql | null => {
  const telling = conjuncts(filter).filter((part) => 'field' in part && !except.includes(part.field));
  const parts = telling.flatMap((part) => necessaryOf(scope, part, now) ?? []);
  return parts.length === 0 ? null : join(parts, ' and ');
};
