import type { Clock } from '@nightjar/kernel/clock';
import type { Log } from '@nightjar/kernel/log/log';
import type { Reader } from '@nightjar/kernel/projection/reader';
import DataLoader from 'dataloader';

/** Reads many things of one sort at once: a level of the answer is one call, however many nodes it has. */
export type Batch<Key extends { readonly ref: string }, Value> = (
  asking: Asking,
  keys: readonly Key[],
  at: Date | null,
) => Promise<ReadonlyMap<string, Value>>;

/** One request: on whose behalf, as of when, and what has been read for it already. */
export type Asking = {
  readonly reader: Reader;
  readonly log: Log;
  readonly now: Date;
  /** One of many, read together with what else is asked of this sort and instant; undefined where there is none. */
  readonly one: <Key extends { readonly ref: string }, Value>(
    batch: Batch<Key, Value>,
    key: Key,
    at: Date | null,
  ) => Promise<Value | undefined>;
};

/** Keys of one statement: a page of a list is 500 at most. */
const together = 1000;

type Given = {
  readonly reader: Reader;
  readonly log: Log;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

const never = <Value>(): Promise<Value> => new Promise(() => {});

/**
 * A reader that asks nothing more once nobody waits for the answer. What still asks it then waits for ever and is forgotten with the
 * request: a failure would belong to nobody, and a rejection that nobody handles ends the process.
 */
const heeding = (reader: Reader, signal: AbortSignal): Reader => ({
  ...reader,
  many: (statement) => (signal.aborted ? never() : reader.many(statement)),
  one: (statement) => (signal.aborted ? never() : reader.one(statement)),
});

export const askingFor = ({ reader, log, clock, signal }: Given): Asking => {
  const loaders = new Map<unknown, Map<string, DataLoader<never, unknown, string>>>();
  const asking: Asking = {
    reader: heeding(reader, signal),
    log,
    now: clock.now(),
    one: <Key extends { readonly ref: string }, Value>(
      batch: Batch<Key, Value>,
      key: Key,
      at: Date | null,
    ) => {
      const byInstant = loaders.get(batch) ?? new Map<string, DataLoader<never, unknown, string>>();
      loaders.set(batch, byInstant);
      const instant = at?.toISOString() ?? '';
      const known = byInstant.get(instant) as DataLoader<Key, Value | undefined, string> | undefined;
      if (known !== undefined) return known.load(key);
      const loader = new DataLoader<Key, Value | undefined, string>(
        async (keys) => {
          const found = await batch(asking, keys, at);
          return keys.map(({ ref }) => found.get(ref));
        },
        { cacheKeyFn: ({ ref }) => ref, maxBatchSize: together },
      );
      byInstant.set(instant, loader as DataLoader<never, unknown, string>);
      return loader.load(key);
    },
  };
  return asking;
};
