import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { keyOfContent } from '../../change/identity.ts';
import { changesBetween } from './changes.ts';
import { type Look, lookOf } from './look.ts';
import { seenIn } from './read-seen.ts';
import { isStale, isWorkload, type Seen, seenAfter, stepsTo } from './seen.ts';
import { placeOf, type Where } from './where.ts';

/** A change that was seen, in the shape of a delivery. */
type SeenChange = {
  readonly event: string;
  readonly delivery: string;
  readonly body: unknown;
  readonly at: string;
};

export type WatchParts = {
  /** Resolves when it is recorded. */
  readonly deliver: (change: SeenChange) => Promise<unknown>;
  readonly recall: (name: string) => Promise<unknown>;
  readonly keep: (name: string, value: unknown) => Promise<void>;
  readonly now: () => Date;
  /** So long events are gathered. */
  readonly gatherMs?: number;
};

/** Objects of one kind as they came, in the order in which they came. */
type Event = {
  /** `Deployment`, `Deployment in shop`: what is followed together is known together. */
  readonly of: string;
  readonly is: 'listed' | 'there' | 'gone';
  readonly looks: readonly Look[];
};

type Known = Map<string, Seen>;

const keyOf = ({ namespace, name }: Pick<Seen, 'namespace' | 'name'>): string => `${namespace}/${name}`;

/** What names a state of an object: the same at every look, before and after a restart. */
const stateOf = (seen: Seen): string =>
  isWorkload(seen)
    ? `${seen.generation}/${seen.rollout?.generation ?? 0}/${seen.rollout?.is ?? 'none'}`
    : keyOfContent({ ...seen, by: seen.by?.at ?? null });

/** Whether what is remembered of an object is another thing now: pods that come and go are not worth a write. */
const isOther = (before: Seen | null, after: Seen): boolean => {
  const lasting = (seen: Seen | null) => (seen === null ? null : { ...seen, progress: null });
  return !isDeepStrictEqual(lasting(before), lasting(after));
};

/**
 * Tells what changes in a cluster, from what is listed and watched of it. What was last seen is kept, so that a restart neither tells
 * a rollout twice nor misses one. Nothing is told of what stood when a kind was looked at for the very first time.
 */
export const watchChanges = (where: Where, parts: WatchParts) => {
  const { deliver, recall, keep, now, gatherMs = 1000 } = parts;
  const all = new Map<string, Known>();
  const events: Event[] = [];
  let wake = (): void => {};

  const hear = (
    of: { readonly kind: string; readonly namespace: string | null },
    is: Event['is'],
    looks: readonly unknown[],
  ): void => {
    const name = of.namespace === null ? of.kind : `${of.kind} in ${of.namespace}`;
    // What is heard are the looks that were taken below, and nothing else.
    events.push({ of: name, is, looks: looks as readonly Look[] });
    wake();
  };

  const tell = async (before: Seen | null, after: Seen | null): Promise<void> => {
    if (changesBetween(before, after, where).length === 0) return;
    const of = (after ?? before) as Seen;
    await deliver({
      event: of.kind,
      delivery: `${placeOf(of, where)}:${after === null ? 'gone' : stateOf(after)}`,
      body: { ...where, before, after },
      at: now().toISOString(),
    });
  };

  /** What is known; null where the kind was never looked at. */
  const knownOf = async (of: string): Promise<Known | null> => {
    const known = all.get(of);
    if (known !== undefined) return known;
    const kept = await recall(`seen ${of}`);
    if (!Array.isArray(kept)) return null;
    const recalled: Known = new Map(
      kept.map(seenIn).flatMap((seen): [string, Seen][] => (seen === null ? [] : [[keyOf(seen), seen]])),
    );
    all.set(of, recalled);
    return recalled;
  };

  /** Takes an event in; answers whether anything is to be kept because of it. */
  const take = async ({ of, is, looks }: Event): Promise<boolean> => {
    const before = await knownOf(of);
    const known: Known = before ?? new Map();
    all.set(of, known);
    let dirty = before === null;
    const forget = async (key: string): Promise<void> => {
      await tell(known.get(key) ?? null, null);
      dirty = known.delete(key) || dirty;
    };
    for (const look of looks) {
      const key = keyOf(look);
      if (is === 'gone') {
        await forget(key);
        continue;
      }
      const last = known.get(key) ?? null;
      if (isStale(last, look)) continue;
      const after = seenAfter(last, look, before !== null);
      // Of a kind that was never looked at, what stands is where everything begins.
      let step = last;
      for (const next of before === null ? [] : stepsTo(last, after)) {
        await tell(step, next);
        step = next;
      }
      known.set(key, after);
      dirty = dirty || isOther(last, after);
    }
    const there = new Set(looks.map(keyOf));
    if (is === 'listed') for (const key of [...known.keys()]) if (!there.has(key)) await forget(key);
    return dirty;
  };

  const settle = async (signal: AbortSignal): Promise<void> => {
    const dirty = new Set<string>();
    for (let event = events.shift(); event !== undefined; event = events.shift()) {
      signal.throwIfAborted();
      if (await take(event)) dirty.add(event.of);
    }
    for (const of of dirty) await keep(`seen ${of}`, [...(all.get(of)?.values() ?? [])]);
  };

  return {
    look: lookOf,
    hear,
    /** Tells what was heard, until `signal` aborts; rejects where it cannot be recorded or kept. */
    run: async (signal: AbortSignal): Promise<void> => {
      signal.addEventListener('abort', () => wake(), { once: true });
      while (!signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (events.length > 0 || signal.aborted) resolve();
        });
        await sleep(gatherMs, undefined, { signal }).catch(() => {});
        if (!signal.aborted) await settle(signal);
      }
    },
  };
};
