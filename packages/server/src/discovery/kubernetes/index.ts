import { setTimeout as sleep } from 'node:timers/promises';
import type { Description } from '@nightjar/descriptors/description';
import type { Discoverer, Discovering } from '../discoverer.ts';
import { openConnection } from './connection.ts';
import { type Following, follow, type Pace } from './follow.ts';
import { followed } from './kinds.ts';
import { look } from './look.ts';
import type { KubernetesObject } from './object.ts';
import type { Target } from './target.ts';
import type { Witness } from './witness.ts';

type DescribeCluster = (
  objects: readonly KubernetesObject[],
  where: { readonly cluster: string; readonly environment: string },
) => readonly Description[];

export type ClusterOptions = {
  readonly target: Target;
  /** Empty: all of them. */
  readonly namespaces: readonly string[];
  readonly describe: DescribeCluster;
  /** How often what has not changed is said to be still there. */
  readonly everyMs: number;
  /** A rollout is a stream of events: so long they are gathered, into one report. */
  readonly gatherMs?: number;
  readonly answerMs?: number;
  readonly pace?: Partial<Pace>;
  /** Looks on at every look. */
  readonly witness?: (discovering: Discovering) => Witness;
};

const usualPace: Pace = { baseMs: 1000, capMs: 60_000, deniedMs: 300_000, silenceMs: 30_000 };

/** Resolves when something changed, or when the time is over; one who is not waited for is remembered. */
const bell = () => {
  let rung = false;
  let wake = () => {};
  return {
    ring: () => {
      rung = true;
      wake();
    },
    /** What has rung so far is known. */
    quiet: () => {
      rung = false;
    },
    heard: (withinMs: number): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(() => wake(), withinMs);
        wake = () => {
          clearTimeout(timer);
          rung = false;
          // Whoever rings from now on rings for the next to wait.
          wake = () => {};
          resolve();
        };
        if (rung) wake();
      }),
  };
};

const watchCluster = async (options: ClusterOptions, discovering: Discovering): Promise<void> => {
  const { target, namespaces, describe, everyMs, gatherMs = 5000, answerMs } = options;
  const { report, reached, unreachable, signal } = discovering;
  const origin = `cluster ${target.cluster}`;
  const connection = openConnection(target, answerMs);
  const places = namespaces.length === 0 ? [null] : namespaces;
  const followings = places.flatMap((namespace) =>
    followed.map((of): Following => ({ of, namespace, objects: new Map(), standing: { is: 'unknown' } })),
  );
  // Ends with this look, however it ends: a report that fails must leave no watch behind.
  const ending = new AbortController();
  const ends = AbortSignal.any([signal, ending.signal]);
  const { ring, quiet, heard } = bell();
  ends.addEventListener('abort', ring, { once: true });
  const pace = { ...usualPace, ...options.pace };
  const witness = options.witness?.(discovering);
  const watches = followings.map((following) =>
    follow(connection, following, pace, { signal: ends, changed: ring, witness }),
  );
  let failed: unknown;
  const telling = witness?.run(ends).catch((error) => {
    failed = error;
    ending.abort();
  });

  const tell = async (): Promise<'waiting' | 'told'> => {
    quiet();
    const now = look(followings);
    if (now.is === 'waiting') return 'waiting';
    const whole = now.missing.length === 0;
    if (now.is === 'seen') {
      const descriptions = describe(now.objects, target);
      await report({ by: 'kubernetes', origin, whole, descriptions });
      await reached('kubernetes', origin, descriptions.length);
    }
    if (!whole) await unreachable('kubernetes', origin, now.missing.join('; '));
    return 'told';
  };

  try {
    for (let begun = false; !ends.aborted; ) {
      await heard(everyMs);
      // The first report need not wait: it is complete as soon as every kind has answered.
      if (begun) await sleep(gatherMs, undefined, { signal: ends }).catch(() => {});
      if (ends.aborted) break;
      begun = (await tell()) === 'told' || begun;
    }
  } finally {
    ending.abort();
    await Promise.all([...watches, telling]);
  }
  // What could not be recorded is seen again at the next look, which begins from what was last kept.
  if (failed !== undefined && !signal.aborted) throw failed;
};

/** Lists and watches one cluster for as long as it is let. */
export const kubernetes = (options: ClusterOptions): Discoverer => ({
  name: `kubernetes ${options.target.cluster}`,
  everyMs: options.everyMs,
  run: (discovering) => watchCluster(options, discovering),
});
