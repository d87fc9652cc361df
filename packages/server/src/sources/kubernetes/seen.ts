import type { AutoscalerLook, ConfigLook, Look, Pairs, WorkloadLook } from './look.ts';
import type { Progress } from './progress.ts';

/** The rollout that an object is in, or was last in. */
export type Rollout = {
  /** The generation in which the template changed: names the rollout, whatever else changes while it goes on. */
  readonly generation: number;
  readonly is: Progress['is'];
  /** Images before it; null where the object was made. */
  readonly from: Pairs | null;
  readonly what: 'images' | 'template' | 'restart' | 'made';
};

/** A workload as it was last seen, with what is only known from having looked before. */
export type SeenWorkload = WorkloadLook & { readonly rollout: Rollout | null };
export type Seen = SeenWorkload | AutoscalerLook | ConfigLook;

export const isWorkload = (seen: Seen): seen is SeenWorkload => 'rollout' in seen;

const sameImages = (a: Pairs, b: Pairs): boolean =>
  a.length === b.length && b.every(([name, image]) => new Map(a).get(name) === image);

const whatChanged = (before: WorkloadLook, look: WorkloadLook): Rollout['what'] | null => {
  if (!sameImages(before.images, look.images)) return 'images';
  if (before.template !== look.template) return 'template';
  return before.restartedAt !== look.restartedAt && look.restartedAt !== null ? 'restart' : null;
};

const rolloutOf = (before: SeenWorkload | null, look: WorkloadLook, isNew: boolean): Rollout | null => {
  const { generation, progress } = look;
  if (before === null) return isNew ? { generation, is: progress.is, from: null, what: 'made' } : null;
  const what = whatChanged(before, look);
  if (what !== null) return { generation, is: progress.is, from: before.images, what };
  const { rollout } = before;
  // What is over stays over: pods that come and go afterwards are no rollout.
  if (rollout === null || rollout.is === 'done') return rollout;
  // A deadline that was missed may yet be met.
  if (rollout.is === 'failed' && progress.is !== 'done') return rollout;
  return { ...rollout, is: progress.is };
};

/**
 * The looks that there would have been, had it been watched all the time: a rollout that is over when it is first seen began before.
 * So each of its phases has a delivery of its own, whether somebody watched or not.
 */
export const stepsTo = (before: Seen | null, after: Seen): Seen[] => {
  if (!isWorkload(after) || after.rollout === null || after.rollout.is === 'rolling') return [after];
  const last = before !== null && isWorkload(before) && before.uid === after.uid ? before.rollout : null;
  if (last?.generation === after.rollout.generation) return [after];
  const began: SeenWorkload = {
    ...after,
    progress: { is: 'rolling' },
    rollout: { ...after.rollout, is: 'rolling' },
  };
  return [began, after];
};

/** A look at an object as it was before it was last seen: lists may be answered from a cache that is behind. */
export const isStale = (before: Seen | null, look: Look): boolean => {
  if (before === null || before.uid !== look.uid || before.kind !== look.kind) return false;
  if ('generation' in before && 'generation' in look) return look.generation < before.generation;
  const at = (it: Seen | Look): string | null => ('by' in it ? (it.by?.at ?? null) : null);
  const [was, is] = [at(before), at(look)];
  return was !== null && is !== null && is < was;
};

/**
 * What is remembered of an object after it has been looked at. `isNew`: everything of its kind was known, and this was not among it.
 * Where nothing was known yet, what stands is taken as it is, and no change is made of it.
 */
export const seenAfter = (before: Seen | null, look: Look, isNew: boolean): Seen => {
  if (look.kind === 'HorizontalPodAutoscaler' || look.kind === 'ConfigMap') return look;
  const known = before !== null && isWorkload(before) && before.uid === look.uid ? before : null;
  return { ...look, rollout: rolloutOf(known, look, isNew || (before !== null && known === null)) };
};
