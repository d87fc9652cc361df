import type { Sql } from '@nightjar/kernel/database/sql';
import { type Ast, and } from '@nightjar/query/ast';
import { boundsOf } from '@nightjar/query/bounds';
import { parse } from '@nightjar/query/parse';
import { toSql } from '@nightjar/query/to-sql';
import { kinds } from '../../change/observation.ts';
import { fields } from './fields.ts';
import { type Necessary, necessary } from './necessary.ts';
import { refuse } from './refusals.ts';

/** The names that the index of services is asked for; null where the filter does not pin them down. */
export type Names = {
  readonly services: readonly string[] | null;
  readonly environments: readonly string[] | null;
  readonly kinds: readonly string[] | null;
};

/** A filter, looked at from the side of the indexes. */
export type Asked = {
  readonly where: Sql;
  readonly necessary: Necessary | null;
  readonly names: Names;
  /** The only changes that can match, where the filter names them. */
  readonly ids: readonly string[] | null;
  /** The only bundles that can match, where the filter names them. */
  readonly bundles: readonly string[] | null;
  /** Half-open, in milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** Names and times are all that it asks: the index of services (or of time) alone answers it. */
  readonly covered: boolean;
};

const conjuncts = (ast: Ast): readonly Ast[] => (ast.is === 'and' ? ast.of : [ast]);

const exactly = (ast: Ast, field: string): readonly string[] | null =>
  ast.is === 'matches' && ast.field === field && ast.any.every((match) => match.is === 'exact')
    ? [...new Set(ast.any.map((match) => match.text))]
    : null;

/** The first conjunct that pins the field down, and which one that is. */
const pinned = (parts: readonly Ast[], field: string) => {
  for (const part of parts) {
    const names = exactly(part, field);
    if (names !== null) return { part, names };
  }
  return { part: undefined, names: null };
};

const isBound = (ast: Ast): ast is Ast & { is: 'compares' } => ast.is === 'compares' && ast.field === 'at';

/** What a filter asks besides the time. */
export const apartFromTime = (ast: Ast): Ast => and(conjuncts(ast).filter((part) => !isBound(part)));

/** More lists of names than this are not taken apart into ranges of the index. */
const mostRanges = 200;

export const parsed = (query: string): Ast => {
  const result = parse(query, fields);
  if (result.ok) return result.ast;
  const { message, offset, hint } = result.problem;
  throw refuse('feed.filter', { detail: hint === '' ? message : `${message} ${hint}`, offset });
};

export const asked = (query: string, now: Date): Asked => askedBy(parsed(query), now);

export const askedBy = (ast: Ast, now: Date): Asked => {
  const parts = conjuncts(ast);
  const service = pinned(parts, 'service');
  const environment = pinned(parts, 'env');
  const kind = pinned(parts, 'kind');
  const ranges =
    (service.names?.length ?? 1) * (environment.names?.length ?? 1) * (kind.names?.length ?? kinds.length);
  const names: Names =
    service.names === null || ranges > mostRanges
      ? { services: null, environments: null, kinds: null }
      : { services: service.names, environments: environment.names, kinds: kind.names };
  const spent = names.services === null ? [] : [service.part, environment.part, kind.part];
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    if (!isBound(part) || part.to.is === 'number') continue;
    const bounds = boundsOf(part.operator, part.to, now);
    from = Math.max(from, bounds.from ?? from);
    until = Math.min(until, bounds.until ?? until);
  }
  return {
    where: toSql(ast, fields, now),
    necessary: necessary(ast),
    names,
    ids: pinned(parts, 'id').names,
    bundles: pinned(parts, 'bundle').names,
    from,
    until,
    covered: parts.every((part) => isBound(part) || spent.includes(part)),
  };
};
