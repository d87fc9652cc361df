import { type Static, type TSchema, Type } from 'typebox';
import { kinds, Link, phases } from '../../change/observation.ts';
import { statuses } from './course.ts';
import { priorities } from './priorities.ts';

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: [...words] });
const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const Text = Type.String();
const Time = Type.String({ format: 'date-time' });

const ActorShape = Type.Object({
  name: Text,
  kind: oneOf(['human', 'automation', 'unknown']),
  onBehalfOf: OrNull(Text),
});

/** What a line of the quiet view stands for, itself among it: one thing, told once. */
export const Bundled = Type.Object({
  count: Type.Integer(),
  /** How many of them failed or were taken back. */
  failed: Type.Integer(),
  /** How many services, environments and clusters (by their tags) they touch. */
  services: Type.Integer(),
  environments: Type.Integer(),
  clusters: Type.Integer(),
  first: Time,
  last: Time,
  /** The title of the newest, without the names in which they differ. */
  title: Text,
  /** A filter that lists them, in the view `all`. */
  query: Text,
});
export type Bundled = Static<typeof Bundled>;

/** A change as it stands: the fold of its observations. */
export const Change = Type.Object({
  id: Text,
  source: Text,
  key: Text,
  kind: oneOf(kinds),
  status: oneOf(statuses),
  at: Time,
  startedAt: OrNull(Time),
  finishedAt: OrNull(Time),
  revertedAt: OrNull(Time),
  durationMs: OrNull(Type.Integer()),
  title: Text,
  services: Type.Array(Text),
  environment: OrNull(Text),
  actor: OrNull(ActorShape),
  version: OrNull(Text),
  previousVersion: OrNull(Text),
  links: Type.Array(Link),
  revert: OrNull(Link),
  summary: OrNull(Text),
  tags: Type.Record(Text, Text),
  /** Whether it could break something. */
  priority: oneOf(priorities),
  /** The name of the one thing it is a part of, such as a rollout; null where it stands for itself. */
  bundle: OrNull(Text),
  /** In a page of the quiet view, on a line that stands for several changes. */
  bundled: OrNull(Bundled),
});
export type Change = Static<typeof Change>;

/** One report about a change, as the log keeps it. */
export const ObservationOnWire = Type.Object({
  position: Type.Integer(),
  recordedAt: Time,
  phase: oneOf(phases),
  at: Time,
  title: Text,
  actor: OrNull(ActorShape),
  version: OrNull(Text),
  summary: OrNull(Text),
  links: Type.Array(Link),
  /** What the sender said that has no field of its own. */
  extra: Type.Record(Text, Type.Unknown()),
  /** How its services were found; null where the sender named them as the catalog does, or nobody looked. */
  located: OrNull(
    Type.Object({
      by: oneOf(['rule', 'join', 'name', 'default', 'none']),
      /** 0 to 1. */
      confidence: Type.Number(),
      /** What the sender called them. */
      said: Type.Array(Text),
      hints: Type.Array(Type.Object({ join: Text, value: Text })),
    }),
  ),
  /** Milliseconds by which the sender's clock was found to be ahead, and by which `at` was set back; negative where it is behind. */
  clockAheadMs: Type.Integer(),
});
export type ObservationOnWire = Static<typeof ObservationOnWire>;

export const ChangePage = Type.Object({
  changes: Type.Array(Change),
  /** Opaque; null on the last page. */
  next: OrNull(Text),
  /** The log's position that this page has at least seen, and whether that is less than was asked for. */
  position: Type.Integer(),
  stale: Type.Boolean(),
  /** Where the stream goes on from this page, for Last-Event-ID: `<epoch>-<position>`. */
  follow: Text,
  /** In the quiet view: how many of low priority were passed over from the cursor to `next`, at least. */
  hidden: Type.Optional(Type.Integer()),
});
export type ChangePage = Static<typeof ChangePage>;

export const ChangeWithObservations = Type.Intersect([
  Change,
  Type.Object({
    observations: Type.Array(ObservationOnWire),
    position: Type.Integer(),
    stale: Type.Boolean(),
  }),
]);
export type ChangeWithObservations = Static<typeof ChangeWithObservations>;

/** What became of one report. */
export const RecordedReport = Type.Object({
  status: oneOf(['recorded', 'duplicate', 'refused']),
  /** The id of the change that it is about. */
  change: OrNull(Text),
  refusal: OrNull(
    Type.Object({
      code: Text,
      detail: Text,
      /** JSON pointer (RFC 6901) into the request; in a stream of lines, into the line. */
      pointer: OrNull(Text),
      next: Text,
    }),
  ),
});
export type RecordedReport = Static<typeof RecordedReport>;

export const RecordedReports = Type.Object({
  /** The last position at which something of this request stands in the log: `min_pos` of a read that must see it. */
  position: Type.Integer(),
  results: Type.Array(RecordedReport),
});
export type RecordedReports = Static<typeof RecordedReports>;

/** The answer to a stream of lines: what became of all of them, and of the first that were refused. */
export const RecordedLines = Type.Object({
  position: Type.Integer(),
  recorded: Type.Integer(),
  duplicates: Type.Integer(),
  refused: Type.Integer(),
  /** The first refusals, with the number of their line, from 1. */
  refusals: Type.Array(Type.Object({ line: Type.Integer(), refusal: Type.Unknown() })),
  /** A result a line, where there are few or all were asked for. */
  results: OrNull(Type.Array(RecordedReport)),
});
export type RecordedLines = Static<typeof RecordedLines>;

/** A report as a sender writes it: only what it knows. Fields of other names are kept under `extra`. */
const Report = Type.Object(
  {
    source: Type.Optional(Text),
    /** Names the change within its source; reports of one key are about one change. */
    key: Type.Optional(Text),
    kind: Type.Optional(oneOf(kinds)),
    phase: Type.Optional(oneOf(phases)),
    at: Type.Optional(Time),
    title: Type.Optional(Text),
    services: Type.Optional(Type.Array(Text)),
    /** Short for `services` with one name, `environment` and `at`. */
    service: Type.Optional(Text),
    env: Type.Optional(Text),
    time: Type.Optional(Time),
    environment: Type.Optional(Text),
    actor: Type.Optional(Type.Partial(ActorShape)),
    version: Type.Optional(Text),
    previousVersion: Type.Optional(Text),
    links: Type.Optional(Type.Array(Link)),
    revert: Type.Optional(Link),
    summary: Type.Optional(Text),
    tags: Type.Optional(Type.Record(Text, Text)),
    extra: Type.Optional(Type.Record(Text, Type.Unknown())),
  },
  { additionalProperties: true },
);

export type Report = Static<typeof Report>;

export const Reports = Type.Union([Report, Type.Array(Report)]);

/** `quiet` leaves out what is of low priority, and tells a bundle by its newest change. */
export const views = ['all', 'quiet'] as const;
export type View = (typeof views)[number];

export const ListQuery = Type.Object({
  /** A filter, such as `service:pricing env:prod -actor:bot after:-2h "timeout"`. */
  q: Type.Optional(Type.String({ maxLength: 4096 })),
  view: Type.Optional(oneOf(views)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  min_pos: Type.Optional(Type.Integer({ minimum: 0 })),
  consistency: Type.Optional(oneOf(['eventual', 'strong'])),
});
export type ListQuery = Static<typeof ListQuery>;
