import { instant } from '../../change/instant.ts';
import { field, listAt, textAt } from '../json.ts';
import type { Author } from './author.ts';
import type { Pairs } from './look.ts';
import type { Progress } from './progress.ts';
import type { Rollout, Seen } from './seen.ts';

const pairsAt = (value: unknown, ...path: readonly string[]): Pairs =>
  listAt(value, ...path).flatMap((pair): [string, string][] =>
    Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string'
      ? [[pair[0], pair[1]]]
      : [],
  );

const numberAt = (value: unknown, name: string): number => {
  const found = field(value, name);
  return typeof found === 'number' && Number.isFinite(found) ? found : 0;
};

const authorAt = (value: unknown, name: string): Author | null => {
  const manager = textAt(value, name, 'manager');
  if (manager === null) return null;
  return { manager, at: instant(field(value, name, 'at')), scales: field(value, name, 'scales') === true };
};

const progressWords = ['rolling', 'paused', 'done', 'failed'] as const;
const whats = ['images', 'template', 'restart', 'made'] as const;

const wordAt = <const Word extends string>(
  words: readonly Word[],
  value: unknown,
  ...path: readonly string[]
): Word | undefined => words.find((word) => word === textAt(value, ...path));

const progressAt = (value: unknown): Progress => {
  const is = wordAt(progressWords, value, 'progress', 'is') ?? 'rolling';
  if (is === 'rolling' || is === 'paused') return { is };
  const at = instant(field(value, 'progress', 'at'));
  return is === 'done' ? { is, at } : { is, at, why: textAt(value, 'progress', 'why') };
};

const rolloutAt = (value: unknown): Rollout | null => {
  const rollout = field(value, 'rollout');
  const [is, what] = [wordAt(progressWords, rollout, 'is'), wordAt(whats, rollout, 'what')];
  if (is === undefined || what === undefined) return null;
  const from = Array.isArray(field(rollout, 'from')) ? pairsAt(rollout, 'from') : null;
  return { generation: numberAt(rollout, 'generation'), is, what, from };
};

/** What a delivery of our own says of an object: it was written by this or by an earlier version, so nothing is taken for granted. */
export const seenIn = (value: unknown): Seen | null => {
  const [kind, name] = [textAt(value, 'kind'), textAt(value, 'name')];
  if (name === null) return null;
  const base = {
    namespace: textAt(value, 'namespace') ?? '',
    name,
    uid: textAt(value, 'uid') ?? '',
    app: textAt(value, 'app'),
  };
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'CronJob':
      return {
        kind,
        ...base,
        generation: numberAt(value, 'generation'),
        images: pairsAt(value, 'images'),
        template: textAt(value, 'template') ?? '',
        restartedAt: textAt(value, 'restartedAt'),
        replicas: typeof field(value, 'replicas') === 'number' ? numberAt(value, 'replicas') : null,
        schedule: textAt(value, 'schedule'),
        cause: textAt(value, 'cause'),
        progress: progressAt(value),
        templateBy: authorAt(value, 'templateBy'),
        replicasBy: authorAt(value, 'replicasBy'),
        rollout: rolloutAt(value),
      };
    case 'HorizontalPodAutoscaler':
      return {
        kind,
        ...base,
        target: textAt(value, 'target'),
        least: numberAt(value, 'least'),
        most: numberAt(value, 'most'),
        metrics: textAt(value, 'metrics') ?? '',
        by: authorAt(value, 'by'),
      };
    case 'ConfigMap':
      return { kind, ...base, keys: pairsAt(value, 'keys'), by: authorAt(value, 'by') };
    default:
      return null;
  }
};
