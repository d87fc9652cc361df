import { contactSlots, readers, relationTypes } from '@nightjar/descriptors/description';
import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../wire.ts';

/** `declared`: a descriptor or a person says it. `discovered`: only what looks at what runs. `gone`: nobody any longer. */
export const states = ['declared', 'discovered', 'gone'] as const;

/** Somebody or something named: `known` where the catalog has it, else only the reference is. */
export const Named = Type.Object({ ref: Text, kind: Text, name: Text, known: Type.Boolean() });
export type Named = Static<typeof Named>;

const card = {
  ref: Text,
  kind: Text,
  namespace: Text,
  name: Text,
  title: OrNull(Text),
  description: OrNull(Text),
  type: OrNull(Text),
  tier: OrNull(Type.Integer({ minimum: 0, maximum: 3 })),
  lifecycle: OrNull(Text),
  language: OrNull(Text),
  owners: Type.Array(Named),
  system: OrNull(Named),
  environments: Type.Array(Text),
  tags: Type.Record(Text, Text),
  state: oneOf(states),
  /** Sources that are to be believed name different owners. */
  contested: Type.Boolean(),
  /** Since when this version of it has stood, and until when: null for the one that stands. */
  since: Time,
  until: OrNull(Time),
  /** When what looks at what runs last saw it; null where nothing such has, and of the past where it was seen again since. */
  lastSeen: OrNull(Time),
};

/** One line of a list. */
export const EntityCard = Type.Object(card);
export type EntityCard = Static<typeof EntityCard>;

const page = {
  /** Opaque; null on the last page. */
  next: OrNull(Text),
  position: Count,
  stale: Type.Boolean(),
  /** The instant that was asked for; null for now. */
  at: OrNull(Time),
};

/** What is meant first where words were searched for; else in order of kind and name. */
export const EntityList = Type.Object({
  entities: Type.Array(EntityCard),
  /** How many match in all, where that is cheap to know. */
  total: OrNull(Count),
  ...page,
});
export type EntityList = Static<typeof EntityList>;

/** One edge, from the side of the entity asked for. */
export const RelationOnWire = Type.Object({
  /** `out`: this `type` that; `in`: that `type` this. */
  direction: oneOf(['out', 'in']),
  type: oneOf(relationTypes),
  to: Named,
  confidence: Type.Number(),
  sources: Type.Array(Text),
  /** Nobody wrote it down: it was seen, or concluded from what runs. */
  observed: Type.Boolean(),
  why: OrNull(Text),
  lastSeen: OrNull(Time),
});
export type RelationOnWire = Static<typeof RelationOnWire>;

const ContactOnWire = Type.Object({ slot: oneOf(contactSlots), label: Text, url: OrNull(Text) });
const LinkOnWire = Type.Object({ label: Text, url: Text });

/** Everything about one entity, chosen from what is said. */
export const EntityPage = Type.Object({
  ...card,
  runtime: OrNull(Text),
  deployment: OrNull(Text),
  /** What runs where: `environment` is empty where that is not known. */
  versions: Type.Array(Type.Object({ environment: Text, version: Text })),
  repository: OrNull(Type.Object({ url: Text, path: OrNull(Text) })),
  contacts: Type.Array(ContactOnWire),
  /** Dashboards first, then runbooks, then by name. */
  links: Type.Array(Type.Object({ group: Text, links: Type.Array(LinkOnWire) })),
  aliases: Type.Array(Text),
  joins: Type.Record(Text, Text),
  annotations: Type.Record(Text, Text),
  definition: OrNull(Text),
  rest: Type.Record(Text, Type.Unknown()),
  relations: Type.Array(RelationOnWire),
  /** More edges than these are left to the graph. */
  relationsCut: Type.Boolean(),
  /** Who says anything about it. */
  sources: Type.Array(
    Type.Object({
      source: Text,
      by: oneOf(readers),
      at: Time,
      lastSeen: OrNull(Time),
      failure: OrNull(Text),
    }),
  ),
  /** The instants at which it became another, oldest first: the stops of a slider. At most 500, the latest. */
  moments: Type.Array(Time),
  /** Others of this name: what was asked for could have meant them. At most 20. */
  others: Type.Array(Named),
  position: Count,
  stale: Type.Boolean(),
  at: OrNull(Time),
});
export type EntityPage = Static<typeof EntityPage>;

/** Who says what about it. */
export const FactList = Type.Object({
  entity: Text,
  /** The rule by which one of several is chosen, in words. */
  rule: Text,
  attributes: Type.Array(
    Type.Object({
      name: Text,
      /** The chosen one first. */
      said: Type.Array(
        Type.Object({
          value: Type.Unknown(),
          chosen: Type.Boolean(),
          by: oneOf(readers),
          source: Text,
          line: OrNull(Count),
          at: Time,
          recordedAt: Time,
          lastSeen: OrNull(Time),
          confidence: Type.Number(),
          /** Why it was not chosen; null for the chosen one, and where both say the same. */
          lost: OrNull(Text),
        }),
      ),
    }),
  ),
  position: Count,
  stale: Type.Boolean(),
  at: OrNull(Time),
});
export type FactList = Static<typeof FactList>;

export const Difference = Type.Object({
  attribute: Text,
  /** Undefined values are null: it was not there. */
  before: Type.Unknown(),
  after: Type.Unknown(),
});
export type Difference = Static<typeof Difference>;

/** What became of an entity, newest first: one item a fact that was recorded about it. */
export const History = Type.Object({
  entity: Text,
  items: Type.Array(
    Type.Object({
      position: Count,
      at: Time,
      recordedAt: Time,
      /** `token:…`, `person:…`, a name that the source gave, or `nightjar`. */
      actor: OrNull(Text),
      source: Text,
      is: oneOf(['described', 'withdrawn']),
      why: OrNull(Text),
      /** Of the chosen values. Empty: what was said did not win, or only confirmed. */
      diff: Type.Array(Difference),
    }),
  ),
  next: OrNull(Text),
});
export type History = Static<typeof History>;

/** What is looked at by itself, and how that goes. */
export const DiscoveryList = Type.Object({
  sources: Type.Array(
    Type.Object({
      source: Text,
      by: oneOf(readers),
      reachedAt: OrNull(Time),
      triedAt: Time,
      failure: OrNull(Text),
      seen: OrNull(Count),
    }),
  ),
});
export type DiscoveryList = Static<typeof DiscoveryList>;

/** ISO 8601 with an offset; seconds may be left out, so that people can write it. */
export const At = { at: Type.Optional(Type.String({ maxLength: 60 })) };
export const Fresh = {
  min_pos: Type.Optional(Type.Integer({ minimum: 0 })),
  consistency: Type.Optional(oneOf(['eventual', 'strong'])),
};

export const ReadQuery = Type.Object({ ...At, ...Fresh });
export type ReadQuery = Static<typeof ReadQuery>;

export const ListQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 2000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  cursor: Type.Optional(Type.String({ maxLength: 2000 })),
  ...At,
  ...Fresh,
});
export type ListQuery = Static<typeof ListQuery>;

export const HistoryQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  cursor: Type.Optional(Type.String({ maxLength: 100 })),
  ...At,
  ...Fresh,
});
export type HistoryQuery = Static<typeof HistoryQuery>;

const annotationForms = ['backstage', 'effx', 'kubernetes'] as const;

/** A descriptor to paste, that reads back as what the catalog shows. */
export const Annotated = Type.Object({
  form: oneOf(annotationForms),
  /** Where it belongs: `catalog-info.yaml in the root of acme/pricing`. */
  place: Text,
  text: Text,
  /** What this form cannot say. */
  lost: Type.Array(Text),
});
export type Annotated = Static<typeof Annotated>;

/** An edit by a person: what it names is said from now on by them, null takes what they said back. */
export const Edit = Type.Object({
  set: Type.Record(Text, Type.Unknown()),
});
export type Edit = Static<typeof Edit>;

export const Edited = Type.Object({ position: Count, entity: Text, diff: Type.Array(Difference) });
export type Edited = Static<typeof Edited>;

export const AnnotateQuery = Type.Object({
  /** `backstage` where not given. */
  form: Type.Optional(oneOf(annotationForms)),
  ...At,
  ...Fresh,
});
