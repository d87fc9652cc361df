import type { Report } from '../source.ts';
import { actorOf, isAutoscaler } from './author.ts';
import type { SeenWorkload } from './seen.ts';
import { about, moment, placeOf, type Where } from './where.ts';

/**
 * Another number of replicas, and by whom. What the autoscaler does all day is one change an hour, so that it does not bury what
 * people do.
 */
export const scaleChanges = (before: SeenWorkload, after: SeenWorkload, where: Where): Report[] => {
  const { replicas: from } = before;
  const { replicas: to, replicasBy: by, name } = after;
  if (from === null || to === null || from === to) return [];
  const is = {
    ...about(after, where),
    kind: 'scale',
    phase: 'finished',
    ...moment(by?.at),
    actor: actorOf(by),
    summary: `${from} → ${to} replicas`,
    extra: { workload: after.kind, replicas: { from, to } },
  } as const;
  if (!isAutoscaler(by)) {
    const key = `${placeOf(after, where)}/scales/${after.generation}`;
    return [{ ...is, key, title: `Scale ${name} from ${from} to ${to} in ${where.environment}` }];
  }
  const hour = (by?.at ?? 'unknown').slice(0, 13);
  return [
    {
      ...is,
      key: `${placeOf(after, where)}/autoscaled/${hour}`,
      title: `Autoscale ${name} in ${where.environment}`,
      tags: { ...is.tags, by: 'autoscaler' },
    },
  ];
};

/** Another schedule of a CronJob, or none for the time being. */
export const scheduleChanges = (before: SeenWorkload, after: SeenWorkload, where: Where): Report[] =>
  before.schedule === after.schedule
    ? []
    : [
        {
          ...about(after, where),
          key: `${placeOf(after, where)}/schedules/${after.generation}`,
          kind: 'config',
          phase: 'finished',
          ...moment(after.templateBy?.at),
          title: `Change the schedule of ${after.name} in ${where.environment}`,
          actor: actorOf(after.templateBy),
          summary: `${before.schedule ?? 'none'} → ${after.schedule ?? 'none'}`,
          extra: { workload: after.kind },
        },
      ];
