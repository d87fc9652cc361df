import type { Report } from '../source.ts';
import { autoscalerChanges } from './autoscaler.ts';
import { configChanges } from './config-map.ts';
import { removal, rolloutChanges } from './rollout.ts';
import { scaleChanges, scheduleChanges } from './scale.ts';
import { isWorkload, type Seen } from './seen.ts';
import type { Where } from './where.ts';

/**
 * What changed between two looks at one object, in the words of the feed. Null before: it was made. Null after: it is gone. Pods that
 * come and go, and a status that moves, change nothing.
 */
export const changesBetween = (before: Seen | null, after: Seen | null, where: Where): Report[] => {
  if (after === null) return before !== null && isWorkload(before) ? [removal(before, where)] : [];
  if (before !== null && before.kind !== after.kind) return [];
  if (after.kind === 'ConfigMap')
    return before?.kind === 'ConfigMap' ? configChanges(before, after, where) : [];
  if (after.kind === 'HorizontalPodAutoscaler')
    return before?.kind === 'HorizontalPodAutoscaler' ? autoscalerChanges(before, after, where) : [];
  const known = before !== null && isWorkload(before) && before.uid === after.uid ? before : null;
  return [
    ...rolloutChanges(known, after, where),
    ...(known === null
      ? []
      : [...scaleChanges(known, after, where), ...scheduleChanges(known, after, where)]),
  ];
};
