import { domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { quote } from '@nightjar/query/print';
import { sameName } from '@nightjar/server/change/names';
import { alerts } from '@nightjar/server/domains/alerts/projection';
import { openOf } from '@nightjar/server/domains/alerts/queries';
import { edgeKey, trafficOf } from '@nightjar/server/domains/catalog/calls/traffic';
import { cardOf, entityRows, mentionedIn } from '@nightjar/server/domains/catalog/cards';
import { needsIn, needTypes } from '@nightjar/server/domains/catalog/graphql/needs';
import { namedOf, nameIn } from '@nightjar/server/domains/catalog/named';
import { whoAnswersFor } from '@nightjar/server/domains/catalog/ownership/who';
import { detailsOf, momentsOf } from '@nightjar/server/domains/catalog/page';
import { claimsAt } from '@nightjar/server/domains/catalog/past';
import { entities } from '@nightjar/server/domains/catalog/projection';
import { relationsOf } from '@nightjar/server/domains/catalog/relations';
import { resolve } from '@nightjar/server/domains/catalog/resolve';
import { sourcesOf } from '@nightjar/server/domains/catalog/sources';
import type { EntityCard, RelationOnWire } from '@nightjar/server/domains/catalog/wire';
import { daysOf, lastDeploys } from '@nightjar/server/domains/feed/graphql/lately';
import { changes } from '@nightjar/server/domains/feed/projection';
import { changesById, changesMatching } from '@nightjar/server/domains/feed/queries';
import type { Change } from '@nightjar/server/domains/feed/wire';

type Pairs = { name: string; value: string }[];
const pairs = (of: Readonly<Record<string, string>>): Pairs =>
  Object.entries(of).map(([name, value]) => ({ name, value }));

const line = ({ tags, bundled = null, ...change }: Change) => ({ ...change, tags: pairs(tags), bundled });

const each = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

/** Needs in one direction: 50 at most, as the page shows them. */
const needs = (relations: readonly RelationOnWire[], direction: 'in' | 'out') => {
  const all = needsIn(relations, direction).map(({ key: ref, ...need }) => ({ ref, ...need }));
  return { total: all.length, shown: all.slice(0, 50), more: all.length > 50 };
};

/** The page of a service as somebody would write it who needs no other page: the same functions, each asked once. */
const pageOf = async (reader: Reader, text: string, now: Date) => {
  const { ref, others } = await resolve(reader, text, null);
  const [row] = await entityRows(reader, [ref], null);
  if (row === undefined) throw new Error(`There is no ${text}.`);
  const names = each([row.name, ...(row.body.aliases ?? [])]);
  const told = [{ ref, names: names.map(sameName) }];
  const day = { from: new Date(now.getTime() - 86_400_000), to: now };
  const query = `service:${names.map(quote).join()}`;
  const [who, claims, moments, { relations, cut }, deploys, days, open, feed] = await Promise.all([
    whoAnswersFor(reader, ref, { at: null, clock: now }),
    claimsAt(reader, ref, null),
    momentsOf(reader, [ref]),
    relationsOf(reader, ref, null),
    lastDeploys(reader, told, null),
    daysOf(reader, told, day),
    openOf(reader, told),
    changesMatching(reader, { query, view: 'quiet', limit: 60, now }),
  ]);
  const [callers, callees] = [needs(relations, 'in'), needs(relations, 'out')];
  const edges = [
    ...callers.shown.map((it) => ({ from: it.ref, to: ref })),
    ...callees.shown.map((it) => ({ from: ref, to: it.ref })),
  ];
  const around = edges.map(({ from, to }) => (from === ref ? to : from));
  const [named, sources, traffic, neighbours, found] = await Promise.all([
    namedOf(reader, [...mentionedIn(row), ...others, ...who.contacts.map(({ of }) => of.ref)], null),
    sourcesOf(reader, ref, claims, null),
    trafficOf(reader, edges, now),
    entityRows(reader, each(around), null),
    changesById(reader, [...deploys.values()]),
  ]);
  const cards = new Map(neighbours.map((it) => [it.ref, cardOf(it, named)]));
  const need = (of: ReturnType<typeof needs>, direction: 'in' | 'out') => ({
    total: of.total,
    cut,
    edges: of.shown.map(({ ref: other, ...it }) => {
      const [from, to] = direction === 'out' ? [ref, other] : [other, ref];
      const card: Partial<EntityCard> = cards.get(other) ?? {};
      return {
        ...it,
        traffic: traffic.get(edgeKey({ from, to })) ?? null,
        node: {
          ref: other,
          kind: other.slice(0, other.indexOf(':')),
          name: card.name ?? other.slice(other.indexOf('/') + 1),
          known: cards.has(other),
          tier: card.tier ?? null,
          state: card.state ?? null,
        },
      };
    }),
    more: of.more,
  });
  const deploy = found.get(deploys.get(ref) ?? '');
  const card = cardOf(row, named);
  return {
    ...card,
    ...detailsOf(row),
    tags: pairs(card.tags),
    others: others.map((it) => nameIn(named, it)),
    who,
    sources,
    moments: moments.get(ref) ?? [],
    lastDeploy: deploy === undefined ? null : line(deploy),
    day: days.get(ref) ?? { total: 0, failed: 0, cut: false },
    openAlerts: open.get(ref) ?? { total: 0, alerts: [] },
    changes: {
      hidden: feed.hidden ?? 0,
      edges: feed.changes.map((node) => ({ node: line(node) })),
      next: feed.next,
    },
    callers: need(callers, 'in'),
    callees: need(callees, 'out'),
    relations: relations.filter(({ type }) => !needTypes.includes(type)).slice(0, 50),
  };
};

/** The rival: a route of its own for the page, which only the bench has. */
export const handWritten = domain({
  name: 'hand-written',
  routes: (http, kernel: Kernel) => {
    http.get(
      '/bench/service-page',
      {
        config: { right: 'read' },
        serializerCompiler: () => JSON.stringify,
        schema: { response: { 200: {} } },
      },
      async ({ caller, query }) => {
        const reader = await kernel.reader(caller, { of: [entities, changes, alerts] });
        const { ref } = query as { readonly ref: string };
        return { data: { entity: await pageOf(reader, ref, kernel.clock.now()) } };
      },
    );
  },
});
