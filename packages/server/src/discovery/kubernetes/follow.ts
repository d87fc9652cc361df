import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Connection } from './connection.ts';
import { type Followed, pathOf } from './kinds.ts';
import { list } from './list.ts';
import { type KubernetesObject, keyOf } from './object.ts';
import { Trouble, troubleOf } from './trouble.ts';
import { watch } from './watch.ts';
import type { Witness } from './witness.ts';

/** How a kind in a namespace stands. */
type Standing =
  | { readonly is: 'unknown' }
  | { readonly is: 'followed' }
  /** The credentials do not reach so far (401, 403), or the cluster has no such kind (404). */
  | { readonly is: 'denied'; readonly why: string }
  | { readonly is: 'lost'; readonly why: string };

export type Following = {
  readonly of: Followed;
  readonly namespace: string | null;
  /** As last listed and watched, whatever has happened since. */
  objects: ReadonlyMap<string, KubernetesObject>;
  standing: Standing;
};

export type Pace = {
  /** A wait is random below `baseMs * 2^n`, and never above `capMs`. */
  readonly baseMs: number;
  readonly capMs: number;
  /** Until what is denied is asked for again: somebody may have granted it. */
  readonly deniedMs: number;
  /** The longest silence while a list is read. */
  readonly silenceMs: number;
};

/** A watch that lasted this long was a watch, and no answer of a server in trouble. */
const steadyMs = 10_000;

const standingOf = (trouble: Trouble): Standing =>
  trouble.status === 401 || trouble.status === 403 || trouble.status === 404
    ? { is: 'denied', why: trouble.message }
    : { is: 'lost', why: trouble.message };

/**
 * Lists a kind and watches it from there, until `signal` aborts: again from the last version seen where a watch ends, and from
 * a new list where the server has forgotten that version (410). In trouble it keeps what it has, and says so.
 */
export const follow = async (
  connection: Connection,
  following: Following,
  pace: Pace,
  {
    signal,
    changed,
    witness,
  }: { readonly signal: AbortSignal; readonly changed: () => void; readonly witness?: Witness | undefined },
): Promise<void> => {
  const { of, namespace } = following;
  const path = pathOf(of, namespace);
  const { silenceMs } = pace;
  let objects = new Map<string, KubernetesObject>();
  let version: string | null = null;
  let failures = 0;
  let watching = false;

  const stand = (standing: Standing) => {
    if (isDeepStrictEqual(following.standing, standing)) return;
    following.standing = standing;
    changed();
  };

  const take = (key: string, object: KubernetesObject | null) => {
    if (object === null ? !objects.delete(key) : isDeepStrictEqual(objects.get(key), object)) return;
    if (object !== null) objects.set(key, object);
    changed();
  };

  const relist = async (): Promise<string> => {
    const looks: unknown[] = [];
    const listed = await list(connection, of, path, { signal, silenceMs }, (item) => {
      const look = witness?.look(of.kind, item);
      if (look != null) looks.push(look);
    });
    witness?.hear({ kind: of.kind, namespace }, 'listed', looks);
    const same = isDeepStrictEqual(objects, listed.objects);
    objects = new Map(listed.objects);
    following.objects = objects;
    if (!same) changed();
    stand({ is: 'followed' });
    return listed.resourceVersion;
  };

  const watchFrom = async (from: string): Promise<void> => {
    const begun = () => {
      watching = true;
      stand({ is: 'followed' });
    };
    for await (const seen of watch(connection, of, path, { from, signal, silenceMs, begun })) {
      version = seen.version;
      failures = 0;
      if (seen.is === 'bookmark') continue;
      const look = witness?.look(of.kind, seen.raw);
      if (look != null) witness?.hear({ kind: of.kind, namespace }, seen.is, [look]);
      take(keyOf(seen.object), seen.is === 'there' ? seen.object : null);
    }
  };

  const rest = (): Promise<void> => {
    const denied = following.standing.is === 'denied';
    const most = denied ? pace.deniedMs : Math.min(pace.capMs, pace.baseMs * 2 ** failures);
    // The half of it at least: a random wait near none would hammer a server that answers every watch with its end.
    return sleep(most / 2 + (Math.random() * most) / 2, undefined, { signal });
  };

  while (!signal.aborted) {
    const began = performance.now();
    watching = false;
    try {
      version ??= await relist();
      await watchFrom(version);
      if (performance.now() - began > steadyMs) failures = 0;
    } catch (error) {
      if (signal.aborted) break;
      const trouble = troubleOf(error);
      // A watch that is cut is watched again in a moment; whether the cluster is still there, that will tell.
      const cut = watching && !(error instanceof Trouble);
      // Forgotten versions are daily bread; what is listed anew either stands again or tells its own trouble.
      if (trouble.status === 410) version = null;
      else if (!cut) stand(standingOf(trouble));
      // A version that the server cannot have given would be asked for until the end of days.
      if (trouble.status === 400) version = null;
    }
    failures += 1;
    await rest().catch(() => {});
  }
};
