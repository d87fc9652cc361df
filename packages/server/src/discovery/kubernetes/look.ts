import type { Following } from './follow.ts';
import type { KubernetesObject } from './object.ts';

/** What can be said of a cluster at this moment. */
export type Look =
  /** Something has not answered yet: what would be said now would have to be taken back. */
  | { readonly is: 'waiting' }
  | {
      readonly is: 'seen';
      readonly objects: readonly KubernetesObject[];
      /** Empty: all of it was seen. */
      readonly missing: readonly string[];
    }
  | { readonly is: 'unreachable'; readonly missing: readonly string[] };

const tell = ({ of, namespace, standing }: Following): string =>
  `${of.resource}${namespace === null ? '' : ` in ${namespace}`}: ${'why' in standing ? standing.why : standing.is}`;

/** One sentence for each thing that is wrong, and not one for each namespace where it is the same everywhere. */
const told = (some: readonly Following[]): string[] => {
  const whys = new Set(some.map(({ standing }) => ('why' in standing ? standing.why : standing.is)));
  const [why] = whys;
  return some.length > 3 && whys.size === 1 ? [`${some.length} kinds: ${why}`] : some.map(tell);
};

/**
 * What runs is said of kinds that are in touch alone: the others fade, by themselves. What explains stands as it was last
 * seen, because without it every workload would seem to have lost its host names and its callers.
 */
export const look = (followings: readonly Following[]): Look => {
  const runs = followings.filter(({ of }) => of.as === 'runs');
  const explains = followings.filter(({ of }) => of.as !== 'runs');
  const inTouch = runs.filter(({ standing }) => standing.is === 'followed');
  const amiss = followings.filter(
    ({ of, standing }) => standing.is !== 'followed' && !(of.as === 'granted' && standing.is === 'denied'),
  );
  if (followings.some(({ standing }) => standing.is === 'unknown')) return { is: 'waiting' };
  if (inTouch.length === 0) return { is: 'unreachable', missing: told(amiss) };
  const objects = [...inTouch, ...explains].flatMap((following) => [...following.objects.values()]);
  return { is: 'seen', objects, missing: told(amiss) };
};
