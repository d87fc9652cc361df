import type { SearchHit } from '@nightjar/sdk/wire';
import { safeUrl } from '../../ui/link.ts';
import { type Action, shortcutsOf } from '../action.ts';
import { type Mark, marksIn, meets } from './match.ts';

/** One line of the palette. */
export type Item = {
  /** `do go.catalog`, `services service:default/pricing`. */
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly marks: readonly Mark[];
  readonly subtitle: string | null;
  readonly shortcut: string | null;
  /** Where it leads; null for what only does something here. */
  readonly href: string | null;
  readonly action: Action | null;
  /** The entity that it is, where it is one. */
  readonly entity: string | null;
  readonly at: string | null;
};

export type Section = { readonly head: string; readonly items: readonly Item[] };

/** What was chosen before, the last first: enough of it to be offered again without the server. */
export type Recent = Pick<Item, 'id' | 'kind' | 'title' | 'subtitle' | 'href' | 'entity'>;

const heads: Readonly<Record<SearchHit['group'], string>> = {
  services: 'Services',
  teams: 'Teams',
  people: 'People',
  runbooks: 'Runbooks',
  views: 'Views',
  changes: 'Changes',
};

const mostRecent = 6;
const mostActions = 7;

const itemOfAction = (action: Action, marks: readonly Mark[]): Item => ({
  id: `do ${action.name}`,
  kind: 'do',
  title: action.label,
  marks,
  subtitle: null,
  shortcut: shortcutsOf(action)[0] ?? null,
  href: action.href ?? null,
  action,
  entity: null,
  at: null,
});

/** A path of these pages, or an address to send a reader to; null for what is neither. */
const soundWay = (address: string | null): string | null =>
  address === null || /^\/(?![\\/])/.test(address) ? address : safeUrl(address);

const itemOfHit = (hit: SearchHit, typed: string): Item => ({
  id: `${hit.group} ${hit.id}`,
  kind: hit.kind,
  title: hit.title,
  marks: marksIn(hit.title, typed),
  subtitle: hit.subtitle,
  shortcut: null,
  href: soundWay(hit.address),
  action: null,
  entity: ['services', 'teams', 'people'].includes(hit.group) ? hit.id : null,
  at: hit.at,
});

const itemOfRecent = (recent: Recent, marks: readonly Mark[]): Item => ({
  ...recent,
  href: soundWay(recent.href),
  marks,
  shortcut: null,
  action: null,
  at: null,
});

type Offered = {
  readonly typed: string;
  /** Those that can be done now. */
  readonly actions: readonly Action[];
  readonly hits: readonly SearchHit[];
  readonly recent: readonly Recent[];
};

const offeredHere = ({ offered }: Action): boolean => offered !== 'keys';

/** What was chosen before and can be again: an action only where the page has it. */
const recentItems = ({ typed, actions, recent }: Offered): Item[] =>
  recent.flatMap((it): Item[] => {
    const met = meets(it.title, typed);
    if (met === null) return [];
    const action = actions.find(({ name }) => it.id === `do ${name}`);
    if (action !== undefined) return [itemOfAction(action, meets(action.label, typed)?.marks ?? [])];
    return it.kind === 'do' ? [] : [itemOfRecent(it, met.marks)];
  });

/** Nothing typed: what was chosen before, then all that can be done. */
const atFirst = (offered: Offered): Section[] => {
  const recent = recentItems(offered).slice(0, mostRecent);
  const rest = offered.actions
    .filter((action) => offeredHere(action) && !recent.some(({ id }) => id === `do ${action.name}`))
    .map((action) => itemOfAction(action, []));
  return [
    { head: 'Recent', items: recent },
    { head: 'Do', items: rest },
  ];
};

/** The lines under their heads, as they are shown; heads without lines are left out. */
export const sectionsOf = (offered: Offered): readonly Section[] => {
  const { typed, actions, hits, recent } = offered;
  if (typed.trim() === '') return atFirst(offered).filter(({ items }) => items.length > 0);
  const rankOf = (id: string): number => {
    const at = recent.findIndex((it) => it.id === id);
    return at < 0 ? recent.length : at;
  };
  const met = actions
    .filter(offeredHere)
    .flatMap((action) => {
      const meeting = meets(action.label, typed, action.keywords);
      return meeting === null ? [] : [{ near: meeting.near, item: itemOfAction(action, meeting.marks) }];
    })
    .sort((a, b) => b.near - a.near || rankOf(a.item.id) - rankOf(b.item.id))
    .slice(0, mostActions);
  const found = [...Map.groupBy(hits, ({ group }) => group)].map(([group, its]) => ({
    head: heads[group],
    items: its.map((hit) => itemOfHit(hit, typed)),
  }));
  const shown = new Set([
    ...met.map(({ item }) => item.id),
    ...found.flatMap(({ items }) => items.map(({ id }) => id)),
  ]);
  const before = recentItems(offered).filter(({ id, action }) => action === null && !shown.has(id));
  // Whoever types a word of an order means the order; a letter somewhere in one is no more than a chance.
  const isMeant = (met[0]?.near ?? 0) >= 2;
  const does = { head: 'Do', items: met.map(({ item }) => item) };
  return [
    ...(isMeant ? [does] : []),
    { head: 'Recent', items: before.slice(0, 3) },
    ...found,
    ...(isMeant ? [] : [does]),
  ].filter(({ items }) => items.length > 0);
};
