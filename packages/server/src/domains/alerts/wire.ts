import { type Static, type TSchema, Type } from 'typebox';
import { alertStates, severities } from '../../change/alert.ts';
import { Link } from '../../change/observation.ts';

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: [...words] });
const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const Text = Type.String();
const Time = Type.String({ format: 'date-time' });

/** An alert as it stands: the fold of its observations. */
export const Alert = Type.Object({
  id: Text,
  source: Text,
  key: Text,
  state: oneOf(alertStates),
  at: Type.String({ format: 'date-time', description: 'When its last episode began.' }),
  acknowledgedAt: OrNull(Time),
  resolvedAt: OrNull(Time),
  firstAt: Time,
  lastAt: Time,
  episodes: Type.Integer({
    description: 'How often it came up; of one that flaps, the newest are counted, at most 200.',
  }),
  title: Text,
  severity: OrNull(oneOf(severities)),
  services: Type.Array(Text),
  environment: OrNull(Text),
  summary: OrNull(Text),
  links: Type.Array(Link),
  labels: Type.Record(Text, Text),
});
export type Alert = Static<typeof Alert>;

/** One report about an alert, as the log keeps it. */
export const AlertReport = Type.Object({
  position: Type.Integer(),
  recordedAt: Time,
  state: oneOf(alertStates),
  at: Time,
  title: Text,
  severity: OrNull(oneOf(severities)),
  summary: OrNull(Text),
});
export type AlertReport = Static<typeof AlertReport>;

export const AlertPage = Type.Object({
  alerts: Type.Array(Alert),
  /** Opaque; null on the last page. */
  next: OrNull(Text),
  position: Type.Integer(),
  stale: Type.Boolean(),
});
export type AlertPage = Static<typeof AlertPage>;

export const AlertWithReports = Type.Intersect([
  Alert,
  Type.Object({
    observations: Type.Array(AlertReport),
    position: Type.Integer(),
    stale: Type.Boolean(),
  }),
]);
export type AlertWithReports = Static<typeof AlertWithReports>;

export const AlertQuery = Type.Object({
  q: Type.Optional(
    Type.String({
      maxLength: 4000,
      description: 'A filter: `service:checkout severity:critical -env:staging`; words are searched for.',
    }),
  ),
  state: Type.Optional(
    Type.Unsafe<'open' | (typeof alertStates)[number]>({
      type: 'string',
      enum: ['open', ...alertStates],
      description: 'open: firing or acknowledged.',
    }),
  ),
  service: Type.Optional(Type.String({ maxLength: 200 })),
  source: Type.Optional(Type.String({ maxLength: 100 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  min_pos: Type.Optional(Type.Integer({ minimum: 0 })),
  consistency: Type.Optional(oneOf(['eventual', 'strong'])),
});
export type AlertQuery = Static<typeof AlertQuery>;
