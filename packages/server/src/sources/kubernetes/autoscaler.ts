import type { Report } from '../source.ts';
import { actorOf } from './author.ts';
import type { AutoscalerLook } from './look.ts';
import { about, moment, placeOf, type Where } from './where.ts';

/** Other limits of an autoscaler, or other measures to scale by. What it does within them is no change of it. */
export const autoscalerChanges = (before: AutoscalerLook, after: AutoscalerLook, where: Where): Report[] => {
  const limits = ({ least, most }: AutoscalerLook) => `${least} to ${most}`;
  const isSame =
    limits(before) === limits(after) && before.metrics === after.metrics && before.target === after.target;
  if (isSame || before.uid !== after.uid) return [];
  const service = after.target ?? after.name;
  const is = about({ ...after, name: service }, where);
  return [
    {
      ...is,
      key: `${placeOf(after, where)}/limits/${after.by?.at ?? ''} ${limits(after)} ${after.metrics}`,
      kind: 'scale',
      phase: 'finished',
      ...moment(after.by?.at),
      title:
        limits(before) === limits(after)
          ? `Change what ${service} is scaled by in ${where.environment}`
          : `Scale ${service} within ${limits(after)} in ${where.environment}`,
      actor: actorOf(after.by),
      summary: limits(before) === limits(after) ? null : `${limits(before)} → ${limits(after)} replicas`,
      extra: { autoscaler: after.name },
    },
  ];
};
