import type { PageLine, PageName, PageNeed } from '@nightjar/sdk/answers';
import type { PageOfEntity } from '@nightjar/sdk/graph';
import type { Change, EntityPage, EntityRelation, Page, Who } from '@nightjar/sdk/wire';

/** What the page of a thing shows of it at first sight: the rest is asked for by the view that shows it. */
export type ThingPage = Omit<
  EntityPage,
  'contacts' | 'joins' | 'annotations' | 'definition' | 'rest' | 'position' | 'stale'
>;

/** Who answers for it, as far as one is told whom to call. */
export type ToCall = Pick<Who, 'entity' | 'answer' | 'contacts'> & {
  readonly owners: readonly Omit<Who['owners'][number], 'said'>[];
};

/** How it stands. */
export type Standing = {
  /** Null where only now is known, and the past was asked for. */
  readonly alerts: PageOfEntity['openAlerts'];
  readonly deploy: Change | null;
  readonly day: PageOfEntity['day'];
};

/** A page as it is drawn. Where the server cannot be reached, what is kept of it has no standing and no changes. */
export type Looked = {
  readonly page: ThingPage;
  readonly who: ToCall;
  readonly standing: Standing | null;
};

const pairs = (of: readonly { readonly name: string; readonly value: string }[]): Record<string, string> =>
  Object.fromEntries(of.map(({ name, value }) => [name, value]));

const named = ({ ref, kind, name, known }: PageName): EntityRelation['to'] => ({ ref, kind, name, known });

/** One edge a type, as REST tells them; the reasons once. */
const edges = (direction: EntityRelation['direction'], need: PageNeed): readonly EntityRelation[] =>
  need.types.map((type, nth) => ({
    direction,
    type,
    to: named(need.node),
    confidence: need.confidence,
    sources: need.sources,
    observed: need.observed,
    why: nth === 0 && need.why.length > 0 ? need.why.join(' · ') : null,
    lastSeen: need.lastSeen,
  }));

const relationsOf = ({ callers, callees, relations }: PageOfEntity): readonly EntityRelation[] => [
  ...callees.edges.flatMap((need) => edges('out', need)),
  ...callers.edges.flatMap((need) => edges('in', need)),
  ...relations.edges.map(({ type, direction, observed, node }) => ({
    direction,
    type,
    to: named(node),
    confidence: 1,
    sources: [],
    observed,
    why: null,
    lastSeen: null,
  })),
];

const isCut = ({ callers, callees, relations }: PageOfEntity): boolean =>
  [callers, callees, relations].some(({ cut, pageInfo }) => cut || pageInfo.hasNextPage);

const changeOf = ({ tags, ...line }: PageLine): Change => ({ ...line, tags: pairs(tags) });

const pageOf = (of: PageOfEntity, at: string | null): ThingPage => ({
  ref: of.ref,
  kind: of.kind,
  namespace: of.namespace,
  name: of.name,
  title: of.title,
  description: of.description,
  type: of.type,
  tier: of.tier,
  lifecycle: of.lifecycle,
  language: of.language,
  runtime: of.runtime,
  deployment: of.deployment,
  // Both are null only of what nobody describes, and that has no page.
  state: of.state ?? 'gone',
  since: of.since ?? '',
  until: of.until,
  contested: of.contested,
  lastSeen: of.lastSeen,
  environments: of.environments,
  aliases: of.aliases,
  tags: pairs(of.tags),
  versions: of.versions,
  repository: of.repository,
  links: of.links,
  owners: of.owners.map(named),
  system: of.system === null ? null : named(of.system),
  others: of.others.map(named),
  relations: relationsOf(of),
  relationsCut: isCut(of),
  sources: of.sources,
  moments: of.moments,
  at,
});

const whoOf = (of: PageOfEntity): ToCall => {
  const entity = { ref: of.ref, kind: of.kind, name: of.name, known: true };
  return {
    entity,
    answer: of.who.answer,
    owners: of.who.owners.map(({ owner, ...rest }) => ({ ...rest, owner: named(owner) })),
    contacts: of.who.contacts.map(({ of: whose, ...rest }) => ({
      ...rest,
      of: whose === null ? entity : named(whose),
    })),
  };
};

/** The answer to the one question of a page, as the parts of the page read it. */
export const lookedOf = (of: PageOfEntity, at: string | null): Looked => ({
  page: pageOf(of, at),
  who: whoOf(of),
  standing: {
    alerts: of.openAlerts,
    deploy: of.lastDeploy === null ? null : changeOf(of.lastDeploy),
    day: of.day,
  },
});

/** The first page of its changes, and where their stream goes on (`<epoch>-<position>`). */
export const firstChangesOf = ({ changes, follow }: PageOfEntity): Page => ({
  changes: changes.edges.map(({ node }) => changeOf(node)),
  next: changes.pageInfo.hasNextPage ? changes.pageInfo.endCursor : null,
  position: Number(follow.slice(follow.lastIndexOf('-') + 1)),
  stale: false,
  follow,
  hidden: changes.hidden,
});
