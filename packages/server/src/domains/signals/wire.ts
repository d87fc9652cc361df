import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../wire.ts';
import { kinds } from './series.ts';

const Name = Type.String({ maxLength: 200, pattern: '\\S' });
const Short = Type.String({ maxLength: 100, pattern: '\\S' });
const Unit = Type.String({ minLength: 1, maxLength: 20 });
const Kind = oneOf(kinds);

/** A moment (ms since 1970, or ISO 8601 with an offset) and a number. */
const NewPoint = Type.Tuple([Type.Union([Type.Number(), Text]), Type.Number()]);

export const NewPoints = Type.Object({
  series: Type.Array(
    Type.Object({
      service: Name,
      environment: Type.Optional(Name),
      /** One pod, task or host of the service. */
      instance: Type.Optional(Name),
      /** Whom the service calls: then these are the calls as the caller sees them. */
      peer: Type.Optional(Name),
      /** latency, errors, success, requests, cpu, memory; or another name. */
      signal: Short,
      /** mean, p99, max: tells series of one signal apart. */
      stat: Type.Optional(Short),
      /** ns, us, ms, s, min and h become ms; others stand as they are. Latency without one is in ms. */
      unit: Type.Optional(Unit),
      /** counter: points are a running total, and become a rate a minute. */
      kind: Type.Optional(Kind),
      points: Type.Array(NewPoint, { maxItems: 100_000 }),
    }),
    { maxItems: 10_000 },
  ),
});
export type NewPoints = Static<typeof NewPoints>;

/** What became of the points. Those that were refused are not to be sent again. */
export const PointsTaken = Type.Object({
  taken: Count,
  refused: Type.Array(
    Type.Object({
      /** Which of the series that were sent. */
      series: Count,
      points: Count,
      why: oneOf(['late', 'early', 'crowded', 'repeated', 'no-number']),
      says: Text,
    }),
  ),
});
export type PointsTaken = Static<typeof PointsTaken>;

export const SeriesCard = Type.Object({
  id: Text,
  service: Text,
  environment: OrNull(Text),
  instance: OrNull(Text),
  peer: OrNull(Text),
  signal: Text,
  stat: OrNull(Text),
  unit: OrNull(Text),
  kind: Kind,
  firstAt: Time,
  lastAt: Time,
});
export type SeriesCard = Static<typeof SeriesCard>;

const Asked = {
  service: Type.Optional(Name),
  environment: Type.Optional(Name),
  signal: Type.Optional(Short),
};

export const SeriesQuery = Type.Object(Asked);
export type SeriesQuery = Static<typeof SeriesQuery>;

export const SeriesList = Type.Object({ series: Type.Array(SeriesCard), cut: Type.Boolean() });
export type SeriesList = Static<typeof SeriesList>;

export const SignalQuery = Type.Object({
  ...Asked,
  /** The last hour where no time is given. */
  from: Type.Optional(Time),
  to: Type.Optional(Time),
  /** Pixels: the finest resolution is taken that has no more slots. */
  width: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
});
export type SignalQuery = Static<typeof SignalQuery>;

/** When the slot begins in ms since 1970; its value, which is the mean of a gauge and the rate a minute of a counter; least; greatest. */
const Slot = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]);

export const Signals = Type.Object({
  resolutionSeconds: Count,
  from: Time,
  to: Time,
  series: Type.Array(Type.Object({ ...SeriesCard.properties, points: Type.Array(Slot) })),
  /** There are more series than these. */
  cut: Type.Boolean(),
});
export type Signals = Static<typeof Signals>;

export const Segment = Type.Object({
  series: Text,
  kind: Kind,
  unit: OrNull(Text),
  resolutionSeconds: Count,
  from: Time,
  to: Time,
  /** It will never change again. */
  sealed: Type.Boolean(),
  /**
   * When the slot begins in ms since 1970, count, sum, least, greatest, last. Of a counter the sum is its rate a minute, the count
   * how many counters it was seen from, and the three others are the sum.
   */
  slots: Type.Array(Type.Array(Type.Number())),
});
export type Segment = Static<typeof Segment>;

const Said = Type.Union([Type.Object({ label: Short }), Type.Object({ fixed: Name })]);

const From = Type.Union([
  Type.Object({
    is: Type.Literal('query'),
    /** Of a Prometheus, or what speaks like it; `/api/v1/query_range` follows. */
    url: Text,
    query: Text,
    /** Between two questions; 60 where not given. */
    everySeconds: Type.Optional(Type.Integer()),
  }),
  Type.Object({
    is: Type.Literal('remote-write'),
    metric: Text,
    labels: Type.Optional(Type.Record(Text, Text)),
  }),
]);

/** How a metric of a Prometheus becomes a signal. */
export const NewSignalRule = Type.Object({
  signal: Short,
  stat: Type.Optional(OrNull(Short)),
  kind: Kind,
  unit: Type.Optional(OrNull(Unit)),
  service: Said,
  environment: Type.Optional(OrNull(Said)),
  /** Names of labels. */
  instance: Type.Optional(OrNull(Short)),
  peer: Type.Optional(OrNull(Short)),
  from: From,
});
export type NewSignalRule = Static<typeof NewSignalRule>;

const RuleState = Type.Object({
  state: oneOf(['fine', 'behind', 'refused', 'unreachable']),
  /** What keeps it, or what was left out of its last answer; null where nothing was. */
  why: OrNull(Text),
  since: Time,
  triedAt: Time,
  reachedAt: OrNull(Time),
  /** Everything before it has been asked for. */
  cursor: OrNull(Time),
  nextAt: Time,
  /** In the last answer that came. */
  series: Count,
  points: Count,
});
export const SignalRuleCard = Type.Object({
  name: Text,
  signal: Text,
  stat: OrNull(Text),
  kind: Kind,
  unit: OrNull(Text),
  service: Said,
  environment: OrNull(Said),
  instance: OrNull(Text),
  peer: OrNull(Text),
  from: From,
  setAt: Time,
  setBy: OrNull(Text),
  /** Null for remote write, and before it was first asked. */
  state: OrNull(RuleState),
});
export type SignalRuleCard = Static<typeof SignalRuleCard>;

export const SignalRuleList = Type.Object({
  rules: Type.Array(SignalRuleCard),
  position: Count,
  stale: Type.Boolean(),
});
export type SignalRuleList = Static<typeof SignalRuleList>;

export const SignalRuleAnswer = Type.Object({ rule: SignalRuleCard, position: Count });
export type SignalRuleAnswer = Static<typeof SignalRuleAnswer>;

export const SignalRuleRemoval = Type.Object({ position: Count });
export type SignalRuleRemoval = Static<typeof SignalRuleRemoval>;
