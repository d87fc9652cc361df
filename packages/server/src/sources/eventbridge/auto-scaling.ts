import { instant } from '../../change/instant.ts';
import type { Phase } from '../../change/observation.ts';
import { field, headline, idAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutEvent, arnHints, change, ignored, lacking, lastPart } from './about.ts';
import type { AwsEvent } from './envelope.ts';

const refreshPhase: readonly (readonly [RegExp, Phase])[] = [
  [/Rollback Succeeded$/, 'reverted'],
  [/(Failed|Rollback Started)$/, 'failed'],
  [/Cancelled$/, 'cancelled'],
  [/Started$/, 'started'],
  [/Succeeded$/, 'finished'],
];

/** docs.aws.amazon.com/autoscaling, "Instance refresh events": the machines of a group are replaced by new ones. */
export const instanceRefresh = (event: AwsEvent): Reading => {
  const group = textAt(event.detail, 'AutoScalingGroupName');
  const id = textAt(event.detail, 'InstanceRefreshId');
  if (group === null || id === null) return lacking(event, 'its group and its InstanceRefreshId');
  return change({
    ...aboutEvent(event),
    key: `${event.place}/autoscaling/${group}/refreshes/${id}`,
    kind: 'deploy',
    phase: refreshPhase.find(([type]) => type.test(event.type))?.[1] ?? 'progressed',
    title: `Replace the instances of ${group}`,
    services: [group],
    hints: arnHints(event.resources[0]),
  });
};

/**
 * Machines that start or stop. Each says the cause in words; those that speak of another number of machines are one change of that
 * number, however many machines follow from it. The rest is a group keeping itself whole.
 */
export const instances = (event: AwsEvent): Reading => {
  const cause = textAt(event.detail, 'Cause') ?? '';
  const group = textAt(event.detail, 'AutoScalingGroupName');
  if (group === null) return lacking(event, 'its AutoScalingGroupName');
  const [, when, from, to] =
    /At (\S{1,40}Z)[^.]{0,300}?(?:changing|changed) the desired capacity from (\d+) to (\d+)/i.exec(cause) ??
    [];
  if (when === undefined) return ignored('The group replaced an instance, or kept itself at its size.');
  const policy = /policy (\S+)/.exec(cause)?.[1];
  const byUser = /a user request/i.test(cause);
  return change({
    ...aboutEvent(event, instant(when)),
    key: `${event.place}/autoscaling/${group}/capacity/${when}`,
    kind: 'scale',
    phase: 'finished',
    title: `Scale ${group} from ${from} to ${to} instances`,
    services: [group],
    hints: arnHints(event.resources[0]),
    actor: byUser ? null : { name: policy ?? 'Auto Scaling', kind: 'automation' },
    summary: headline(cause, 500),
  });
};

/** docs.aws.amazon.com/autoscaling/application, "Application Auto Scaling events": sent when a limit is reached. */
export const scalingActivity = (event: AwsEvent): Reading => {
  const [resource, start] = [textAt(event.detail, 'resourceId'), textAt(event.detail, 'startTime')];
  if (resource === null || start === null) return lacking(event, 'its resourceId and startTime');
  const [from, to] = [idAt(event.detail, 'oldDesiredCapacity'), idAt(event.detail, 'newDesiredCapacity')];
  const name = lastPart(resource);
  const status = textAt(event.detail, 'statusCode');
  const most = idAt(event.detail, 'maxCapacity');
  return change({
    ...aboutEvent(event, field(event.detail, 'endTime') ?? start),
    key: `${event.place}/application-autoscaling/${resource}/${start}`,
    kind: 'scale',
    phase:
      status === 'Failed'
        ? 'failed'
        : status === 'InProgress' || status === 'Pending'
          ? 'started'
          : 'finished',
    title: [`Scale ${name}`, from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' '),
    services: [name],
    hints: [{ join: 'aws-scaling', value: resource }],
    actor: { name: 'Application Auto Scaling', kind: 'automation' },
    summary:
      field(event.detail, 'scaledToMax') === true
        ? `It is at its maximum of ${most ?? 'what is allowed'}: it cannot grow further.`
        : null,
    extra: { dimension: textAt(event.detail, 'scalableDimension') },
  });
};
