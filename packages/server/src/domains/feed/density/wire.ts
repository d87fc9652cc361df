import { type Static, Type } from 'typebox';
import { ListQuery } from '../wire.ts';

const Time = Type.String({ format: 'date-time' });

/** What a chart asks: which changes, of which window, in how many buckets at most. */
export const DensityQuery = Type.Object({
  ...Type.Pick(ListQuery, ['q', 'view', 'min_pos', 'consistency']).properties,
  /** From then on (ISO 8601). */
  from: Time,
  /** Until then, exclusive. */
  to: Time,
  buckets: Type.Optional(Type.Integer({ minimum: 2, maximum: 400, default: 100 })),
});
export type DensityQuery = Static<typeof DensityQuery>;

const Bucket = Type.Object({
  /** When it begins. */
  at: Time,
  count: Type.Integer(),
  /** How many of them failed or were taken back. */
  failed: Type.Integer(),
  /** How many of each kind; kinds of which there are none are left out. */
  kinds: Type.Record(Type.String(), Type.Integer()),
});

/** How many changes there were, bucket by bucket. They are counted one by one, whatever the view tells as one line. */
export const Density = Type.Object({
  from: Time,
  to: Time,
  /** How wide a bucket is, in milliseconds. */
  stepMs: Type.Integer(),
  /** When the first begins: with `from`, or somewhat before. */
  origin: Time,
  /** Those in which something changed, oldest first. */
  buckets: Type.Array(Bucket),
  count: Type.Integer(),
  failed: Type.Integer(),
  /** More changes were there than could be looked at: in the fullest buckets the counts are estimated from the newest of each. */
  partial: Type.Boolean(),
  position: Type.Integer(),
  stale: Type.Boolean(),
});
export type Density = Static<typeof Density>;
