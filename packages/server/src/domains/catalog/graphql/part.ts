import type { Ref } from '@nightjar/descriptors/ref';
import { quote } from '@nightjar/query/print';
import type { Asking, Batch } from '../../../graphql/asking.ts';
import { connection, wanted } from '../../../graphql/connection.ts';
import type { Part } from '../../../graphql/part.ts';
import { entityRows } from '../cards.ts';
import { pageOfNudges } from '../ownership/nudges.ts';
import { whoAnswersFor } from '../ownership/who.ts';
import { momentsOf } from '../page.ts';
import { claimsAt } from '../past.ts';
import { entities } from '../projection.ts';
import { instantOf } from '../read.ts';
import { refuse } from '../refusals.ts';
import { resolve } from '../resolve.ts';
import { refsOfPage } from '../search/queries.ts';
import type { CatalogSettings } from '../settings.ts';
import { sourcesOf } from '../sources.ts';
import type { Named } from '../wire.ts';
import { needs, relationsTold, trafficOn } from './needs.ts';
import { type Thing, thing, thingOf, thingsOf } from './thing.ts';
import { types } from './types.ts';

type Paged = { readonly first: number; readonly after?: string | null };
type At = { readonly at?: string | null };
type Query = { readonly q: string };

const atOf = ({ at }: At, { now }: Asking): Date | null => instantOf(at == null ? {} : { at }, now);

/** Things that descriptors bring run, or are run upon, as far as we know. */
const typeOf = ({ kind }: Thing): string => {
  switch (kind) {
    case 'system':
    case 'domain':
      return 'System';
    case 'team':
      return 'Team';
    case 'person':
      return 'Person';
    case 'environment':
      return 'Environment';
    default:
      return 'Service';
  }
};

const entity = async (_: unknown, args: At & { readonly ref: string }, asking: Asking): Promise<Thing> => {
  const at = atOf(args, asking);
  const { ref, others } = await resolve(asking.reader, args.ref.slice(0, 500), at);
  const [row] = await entityRows(asking.reader, [ref], at);
  // It was there a moment ago, when its name was looked up.
  if (row === undefined) throw refuse('catalog.unknown-entity');
  return thingOf(row, at, others.slice(0, 20));
};

const moments: Batch<{ readonly ref: Ref }, readonly string[]> = ({ reader }, keys) =>
  momentsOf(
    reader,
    keys.map(({ ref }) => ref),
  );

const who = async ({ ref, row, at }: Thing, _: unknown, asking: Asking) => {
  // Nobody describes it, so nobody says whose it is.
  if (row === null) throw refuse('catalog.unknown-entity', { detail: `Nothing is known of ${ref}.` });
  const { answer, owners, contested, contacts, people, goneSince } = await whoAnswersFor(asking.reader, ref, {
    at,
    clock: asking.now,
  });
  const told = (named: Named): Promise<Thing> => thing(asking, named.ref, at);
  return {
    answer,
    contested,
    goneSince: goneSince ?? null,
    owners: owners.map(({ owner, ...rest }) => ({ ...rest, owner: told(owner) })),
    contacts: contacts.map(({ of, ...rest }) => ({ ...rest, of: told(of) })),
    people: people.map(told),
  };
};

const sources = async ({ ref, at }: Thing, _: unknown, { reader }: Asking) =>
  sourcesOf(reader, ref, await claimsAt(reader, ref, at), at);

const listOf =
  ({ synonyms }: CatalogSettings) =>
  async (asking: Asking, query: string, { first, after }: Paged, at: Date | null) => {
    const limit = wanted(first, 500);
    const cursor = after ?? undefined;
    const now = at ?? asking.now;
    const page = await refsOfPage(asking.reader, { query, limit, cursor, at, synonyms, now });
    const nodes = await thingsOf(asking, page.refs, at);
    const edges = nodes.map((node, nth) => ({ node, cursor: page.cursors[nth] ?? '' }));
    return { ...connection(edges, page.next, after), total: page.total };
  };

const nudges = async (_: unknown, { first, after, q, ...args }: Paged & Query & At, asking: Asking) => {
  const at = atOf(args, asking);
  const limit = wanted(first, 500);
  const cursor = after ?? undefined;
  const page = await pageOfNudges(asking.reader, { at, now: asking.now, limit, cursor, query: q });
  const edges = page.nudges.map(({ entity: of, is, detail, next, ask }, nth) => ({
    cursor: page.cursors[nth] ?? '',
    node: {
      is: is.replaceAll('-', '_'),
      detail,
      next,
      entity: thing(asking, of.ref, at),
      ask: thingsOf(
        asking,
        ask.map(({ ref }) => ref),
        at,
      ),
    },
  }));
  return { ...connection(edges, page.next, after), cut: page.cut };
};

/** The catalog's share of the graph, as an operator has set it. */
export const graphOf = (settings: CatalogSettings): Part => {
  const list = listOf(settings);
  return {
    types,
    reads: [entities],
    kinds: { Entity: typeOf },
    resolvers: {
      Query: {
        entity,
        entities: (_: unknown, { q, ...args }: Paged & Query & At, asking) =>
          list(asking, q, args, atOf(args, asking)),
        nudges,
      },
      Entity: {
        owners: ({ row, at }: Thing, _: unknown, asking) => thingsOf(asking, row?.body.owners ?? [], at),
        system: ({ row, at }: Thing, _: unknown, asking) =>
          row?.system == null ? null : thing(asking, row.system, at),
        others: ({ others, at }: Thing, _: unknown, asking) => thingsOf(asking, others, at),
        who,
        moments: async ({ ref, at }: Thing, _: unknown, asking) =>
          (await asking.one(moments, { ref }, at)) ?? [],
        sources,
        callers: needs('in'),
        callees: needs('out'),
        relations: relationsTold,
        owns: ({ ref, at }: Thing, { q, ...args }: Paged & Query, asking) =>
          list(asking, `${q === '' ? '' : `(${q}) `}owner:${quote(ref)}`, args, at),
      },
      NeedEdge: { traffic: trafficOn },
    },
  };
};
