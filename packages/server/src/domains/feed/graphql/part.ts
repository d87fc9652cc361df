import { quoteIfNeeded } from '@nightjar/query/print';
import { sameName } from '../../../change/names.ts';
import type { Asking, Batch } from '../../../graphql/asking.ts';
import { pairsOf } from '../../../graphql/base.ts';
import { connection, wanted } from '../../../graphql/connection.ts';
import type { Part } from '../../../graphql/part.ts';
import type { Subject } from '../../../graphql/subject.ts';
import { changes } from '../projection.ts';
import { changeById, changesById, changesMatching, cursorBehind } from '../queries.ts';
import { refuse } from '../refusals.ts';
import { eventId } from '../stream/message.ts';
import type { Change, View } from '../wire.ts';
import { type Day, daysOf, lastDeploys, type Told } from './lately.ts';
import { types } from './types.ts';

type Paged = { readonly first: number; readonly after?: string | null };
type Filter = { readonly q: string; readonly view: View };

const page = async (asking: Asking, query: string, { first, after, view }: Paged & Omit<Filter, 'q'>) => {
  const limit = wanted(first, 200);
  const wish = { query, view, limit, cursor: after ?? undefined, now: asking.now };
  const { changes: found, next, hidden = 0 } = await changesMatching(asking.reader, wish);
  const cursor = cursorBehind(asking.reader.caller.org, wish, found[0]);
  const edges = found.map((node) => ({ node, cursor: cursor(node) }));
  return { ...connection(edges, next, after), hidden };
};

/**
 * What tells of a thing: changes of its names, and what the catalog tells of it by its reference. To the letter as the page of a
 * thing asks REST (packages/web/src/catalog/entity/about.ts): a cursor is good for the same filter only.
 */
const filterFor = async (of: Subject, asking: Asking, q: string): Promise<string> => {
  const names = await of.names(asking);
  const terms = [
    ...(names.length === 0 ? [] : [`service:${names.map(quoteIfNeeded).join()}`]),
    ...(of.kind === 'service' ? [] : [`tag:${quoteIfNeeded(`entity=${of.ref}`)}`]),
  ];
  const about = terms.length === 1 ? terms[0] : `(${terms.join(' OR ')})`;
  return [about, q === '' ? '' : `(${q})`, of.at === null ? '' : `before:${of.at.toISOString()}`]
    .filter(Boolean)
    .join(' ');
};

const toldAs = async (of: Subject, asking: Asking): Promise<Told> => ({
  ref: of.ref,
  names: [...new Set((await of.names(asking)).map(sameName))],
});

/** Both are one statement for all things of a level, and one more for the changes themselves. */
const deploys: Batch<Told, Change> = async ({ reader }, all, at) => {
  const ids = await lastDeploys(reader, all, at);
  const found = await changesById(reader, [...new Set(ids.values())]);
  return new Map(
    [...ids].flatMap(([ref, id]) => {
      const change = found.get(id);
      return change === undefined ? [] : [[ref, change] as const];
    }),
  );
};

const dayMs = 24 * 3_600_000;
const days: Batch<Told, Day> = ({ reader, now }, all, at) => {
  const to = at ?? now;
  return daysOf(reader, all, { from: new Date(to.getTime() - dayMs), to });
};
const nothing: Day = { total: 0, failed: 0, cut: false };

/** The feed's share of the graph. */
export const graph: Part = {
  types,
  reads: [changes],
  resolvers: {
    Query: {
      changes: (_: unknown, { q, ...args }: Paged & Filter, asking) => page(asking, q, args),
      change: async (_: unknown, { id }: { readonly id: string }, { reader }) => {
        const change = (await changesById(reader, [id.slice(0, 100)])).get(id);
        if (change === undefined)
          throw refuse('feed.unknown-change', { detail: `There is no change ${id.slice(0, 100)}.` });
        return change;
      },
      follow: (_: unknown, __: unknown, { reader, log }) => eventId(log.epoch, reader.position),
    },
    Change: {
      tags: ({ tags }: Change) => pairsOf(tags),
      bundled: ({ bundled = null }: Partial<Change>) => bundled,
      observations: async ({ id }: Change, _: unknown, { reader, log }) =>
        (await changeById(reader, log, id)).observations,
    },
    Entity: {
      changes: async (of: Subject, { q, ...args }: Paged & Filter, asking) =>
        page(asking, await filterFor(of, asking, q), args),
      lastDeploy: async (of: Subject, _: unknown, asking) =>
        (await asking.one(deploys, await toldAs(of, asking), of.at)) ?? null,
      day: async (of: Subject, _: unknown, asking) => ({
        since: new Date((of.at ?? asking.now).getTime() - dayMs).toISOString(),
        ...((await asking.one(days, await toldAs(of, asking), of.at)) ?? nothing),
      }),
    },
  },
};
