import type { Ref } from '@nightjar/descriptors/ref';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { boundCursor, boundKey, isText } from '../../../page/bound-cursor.ts';
import { cardsOf } from '../cards.ts';
import { refuse } from '../refusals.ts';
import type { EntityList } from '../wire.ts';
import { asked } from './asked.ts';
import { type End, find } from './find.ts';
import { list } from './list.ts';
import { scopeOf } from './scope.ts';
import type { Synonyms } from './synonyms.ts';

export type Wish = {
  /** As packages/query reads it; empty for all. Words at its top rank, everything else filters. */
  readonly query: string;
  readonly limit: number;
  /** From an earlier answer to the same query and instant. */
  readonly cursor?: string | undefined;
  /** Null is now. */
  readonly at: Date | null;
  readonly synonyms: Synonyms;
  /** What `-2h` counts from. */
  readonly now: Date;
};

const isNumber = (part: unknown): part is number => typeof part === 'number' && Number.isFinite(part);

const endIn = (key: readonly unknown[] | undefined): End => {
  const [first, nearness, weight, length, ref] = key ?? [];
  if (typeof first === 'string' && key?.length === 1 && (first === '' || isText(first)))
    return { is: 'rest', ref: first };
  if (!isNumber(first) || !isNumber(nearness) || !isNumber(weight) || !isNumber(length) || !isText(ref))
    throw refuse('catalog.cursor');
  return { is: 'ranked', look: first, place: [nearness, weight, length, ref] };
};

const keyOf = (next: End): (string | number)[] =>
  next.is === 'rest' ? [next.ref] : [next.look, ...next.place];

const refIn = (key: readonly unknown[] | undefined): string => {
  const [ref, ...more] = key ?? [];
  if (!isText(ref) || more.length > 0) throw refuse('catalog.cursor');
  return ref;
};

/** PostgreSQL's code for a statement that was ended by its timeout (57014, query_canceled). */
const tookTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '57014';

/** A page of what matches, each with the cursor that goes on behind it. */
export type Page = {
  readonly refs: readonly Ref[];
  /** In the order of `refs`. */
  readonly cursors: readonly string[];
  readonly next: string | null;
  readonly total: number | null;
};

/** Which entities match, at an instant: what is meant first where words are searched for, else services, APIs and so on by name. */
export const refsOfPage = async (reader: Reader, wish: Wish): Promise<Page> => {
  const { org } = reader.caller;
  const it = asked(wish.query, wish.synonyms, wish.now);
  const bound = `${wish.query}\0${wish.at?.toISOString() ?? ''}`;
  const key = wish.cursor === undefined ? undefined : boundKey(wish.cursor, org, bound);
  const isFirst = wish.cursor === undefined;
  const scope = scopeOf(reader, wish.at);
  const cursor = (end: End | string): string =>
    boundCursor(typeof end === 'string' ? [end] : keyOf(end), org, bound);
  try {
    const found =
      it.needles.length > 0
        ? await find(scope, it, isFirst ? null : endIn(key), wish.now, wish.limit)
        : await list(scope, it, isFirst ? '' : refIn(key), wish.now, wish.limit);
    return {
      refs: found.refs,
      cursors: ('ends' in found ? found.ends : found.refs).map(cursor),
      next: found.next === null ? null : cursor(found.next),
      total: found.total,
    };
  } catch (error) {
    throw tookTooLong(error) ? refuse('catalog.too-broad', { retryAfterSeconds: 60 }) : error;
  }
};

/** The same, as a list of cards. */
export const entitiesMatching = async (reader: Reader, wish: Wish): Promise<EntityList> => {
  const { refs, next, total } = await refsOfPage(reader, wish);
  const cards = await cardsOf(reader, refs, wish.at);
  return {
    entities: refs.flatMap((ref) => cards.get(ref) ?? []),
    total,
    next,
    position: reader.position,
    stale: reader.stale,
    at: wish.at?.toISOString() ?? null,
  };
};
