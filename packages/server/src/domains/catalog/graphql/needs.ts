import type { Ref } from '@nightjar/descriptors/ref';
import type { Asking, Batch } from '../../../graphql/asking.ts';
import { type Connection, connection, wanted } from '../../../graphql/connection.ts';
import { boundCursor, boundKey } from '../../../page/bound-cursor.ts';
import { edgeKey, type Traffic, trafficOf } from '../calls/traffic.ts';
import { refuse } from '../refusals.ts';
import { type Relations, relationsOfEach } from '../relations.ts';
import type { RelationOnWire } from '../wire.ts';
import { type Thing, thing } from './thing.ts';

/** One statement for the edges of a level. */
const relations: Batch<{ readonly ref: Ref }, Relations> = ({ reader }, keys, at) =>
  relationsOfEach(
    reader,
    keys.map(({ ref }) => ref),
    at,
  );

const none: Relations = { relations: [], cut: false };

const relationsOf = async (asking: Asking, { ref, at }: Thing): Promise<Relations> =>
  (await asking.one(relations, { ref }, at)) ?? none;

type Paged = { readonly first: number; readonly after?: string | null };
const most = 500;

/** A part of a list that was read whole: behind the item that the cursor names. */
const pageOf = <Item extends { readonly key: string }>(
  { reader: { caller } }: Asking,
  items: readonly Item[],
  { first, after }: Paged,
  question: string,
): { readonly page: readonly (Item & { readonly cursor: string })[]; readonly next: string | null } => {
  const cursorOf = ({ key }: Item): string => boundCursor([key], caller.org, question);
  let from = 0;
  if (after != null) {
    const [key] = boundKey(after, caller.org, question) ?? [];
    from = items.findIndex((it) => it.key === key) + 1;
    if (from === 0) throw refuse('catalog.cursor');
  }
  const page = items.slice(from, from + wanted(first, most)).map((it) => ({ ...it, cursor: cursorOf(it) }));
  return { page, next: from + page.length < items.length ? (page.at(-1)?.cursor ?? null) : null };
};

type Sure = Pick<RelationOnWire, 'confidence' | 'observed' | 'sources' | 'lastSeen'> & {
  readonly why: readonly string[];
};
type Told<Of> = Connection<Sure & Of & { readonly cursor: string; readonly node: Promise<Thing> }> & {
  readonly total: number;
  readonly cut: boolean;
};

const each = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

/** Several relations to the same thing are one need, as sure as the surest of them. */
const needOf = (ref: Ref, same: readonly RelationOnWire[]) => ({
  key: ref,
  types: each(same.map(({ type }) => type)),
  confidence: Math.max(...same.map(({ confidence }) => confidence)),
  observed: same.every(({ observed }) => observed),
  why: each(same.flatMap(({ why }) => why ?? [])),
  sources: each(same.flatMap(({ sources }) => sources)),
  lastSeen:
    same
      .flatMap(({ lastSeen }) => lastSeen ?? [])
      .sort()
      .at(-1) ?? null,
});

export const needTypes: readonly string[] = ['dependsOn', 'calls', 'consumesApi'];

/** What is needed, or needs it, of all relations of a thing: the surest first, what was only observed last. */
export const needsIn = (relations: readonly RelationOnWire[], direction: 'in' | 'out') =>
  [
    ...Map.groupBy(
      relations.filter((it) => it.direction === direction && needTypes.includes(it.type)),
      ({ to }) => to.ref,
    ),
  ]
    .map(([ref, same]) => needOf(ref, same))
    .sort(
      (a, b) =>
        Number(a.observed) - Number(b.observed) || b.confidence - a.confidence || (a.key < b.key ? -1 : 1),
    );

/** An edge of calls, for its traffic. */
export type NeedEdge = {
  readonly ref: string;
  readonly from: Ref;
  readonly to: Ref;
  readonly at: Date | null;
};

export const needs =
  (direction: 'in' | 'out') =>
  async (
    of: Thing,
    asked: Paged,
    asking: Asking,
  ): Promise<Told<{ readonly types: readonly string[] } & NeedEdge>> => {
    const { relations: all, cut } = await relationsOf(asking, of);
    const items = needsIn(all, direction);
    const { page, next } = pageOf(
      asking,
      items,
      asked,
      `${of.ref} ${direction} ${of.at?.toISOString() ?? ''}`,
    );
    const edges = page.map(({ key, ...edge }) => {
      const [from, to] = direction === 'out' ? [of.ref, key] : [key, of.ref];
      return { ...edge, ref: edgeKey({ from, to }), from, to, at: of.at, node: thing(asking, key, of.at) };
    });
    return { ...connection(edges, next, asked.after), total: items.length, cut };
  };

/** One statement for the traffic of a level. */
const traffic: Batch<NeedEdge, Traffic> = ({ reader, now }, edges, at) => trafficOf(reader, edges, at ?? now);

export const trafficOn = async (edge: NeedEdge, _: unknown, asking: Asking): Promise<Traffic | null> =>
  (await asking.one(traffic, edge, edge.at)) ?? null;

type AskedRelations = Paged & {
  readonly types?: readonly string[] | null;
  readonly direction?: 'in' | 'out' | null;
};

export const relationsTold = async (
  of: Thing,
  asked: AskedRelations,
  asking: Asking,
): Promise<Told<Pick<RelationOnWire, 'type' | 'direction'>>> => {
  const { relations: all, cut } = await relationsOf(asking, of);
  const { types, direction } = asked;
  const items = all
    .filter(
      (it) => (types == null || types.includes(it.type)) && (direction == null || it.direction === direction),
    )
    .map(({ why, ...it }) => ({
      ...it,
      why: why === null ? [] : [why],
      key: `${it.direction} ${it.type} ${it.to.ref}`,
    }));
  const question = `${of.ref} relations ${of.at?.toISOString() ?? ''} ${types?.join() ?? ''} ${direction ?? ''}`;
  const { page, next } = pageOf(asking, items, asked, question);
  const edges = page.map(({ to, key: _, ...edge }) => ({ ...edge, node: thing(asking, to.ref, of.at) }));
  return { ...connection(edges, next, asked.after), total: items.length, cut };
};
