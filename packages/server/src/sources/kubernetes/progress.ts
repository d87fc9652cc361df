import { instant } from '../../change/instant.ts';
import { field, headline, listAt, textAt } from '../json.ts';

/** How far the rollout of the newest template has come. */
export type Progress =
  | { readonly is: 'rolling' | 'paused' }
  | { readonly is: 'done'; readonly at: string | null }
  | { readonly is: 'failed'; readonly at: string | null; readonly why: string | null };

const count = (object: unknown, ...path: readonly string[]): number => {
  const found = field(object, ...path);
  return typeof found === 'number' ? found : 0;
};

const conditionOf = (object: unknown, type: string): unknown =>
  listAt(object, 'status', 'conditions').find((condition) => textAt(condition, 'type') === type);

const momentOf = (condition: unknown): string | null =>
  instant(field(condition, 'lastUpdateTime')) ?? instant(field(condition, 'lastTransitionTime'));

const deployment = (object: unknown): Progress => {
  const progressing = conditionOf(object, 'Progressing');
  if (field(object, 'spec', 'paused') === true) return { is: 'paused' };
  if (textAt(progressing, 'reason') === 'ProgressDeadlineExceeded')
    return { is: 'failed', at: momentOf(progressing), why: headline(textAt(progressing, 'message'), 300) };
  const wanted = field(object, 'spec', 'replicas') === undefined ? 1 : count(object, 'spec', 'replicas');
  const updated = count(object, 'status', 'updatedReplicas');
  const done =
    updated >= wanted &&
    count(object, 'status', 'replicas') <= updated &&
    count(object, 'status', 'availableReplicas') >= updated;
  return done ? { is: 'done', at: momentOf(progressing) } : { is: 'rolling' };
};

const statefulSet = (object: unknown): Progress => {
  const [current, update] = [
    textAt(object, 'status', 'currentRevision'),
    textAt(object, 'status', 'updateRevision'),
  ];
  const ready = count(object, 'status', 'readyReplicas') >= count(object, 'status', 'replicas');
  return ready && current === update ? { is: 'done', at: null } : { is: 'rolling' };
};

const daemonSet = (object: unknown): Progress => {
  const wanted = count(object, 'status', 'desiredNumberScheduled');
  const done =
    count(object, 'status', 'updatedNumberScheduled') >= wanted &&
    count(object, 'status', 'numberAvailable') >= wanted;
  return done ? { is: 'done', at: null } : { is: 'rolling' };
};

/**
 * As `kubectl rollout status` judges it: a status that speaks of an older generation says nothing of this one.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status
 */
export const progressOf = (
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob',
  object: unknown,
): Progress => {
  if (kind === 'CronJob') return { is: 'done', at: null };
  const isStale = count(object, 'status', 'observedGeneration') < count(object, 'metadata', 'generation');
  if (isStale) return { is: 'rolling' };
  if (kind === 'Deployment') return deployment(object);
  return kind === 'StatefulSet' ? statefulSet(object) : daemonSet(object);
};
