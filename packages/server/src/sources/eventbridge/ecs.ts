import type { Phase } from '../../change/observation.ts';
import { entryOf, field, idAt, textAt } from '../json.ts';
import type { Reading, Report } from '../source.ts';
import { aboutEvent, arnHints, change, consoleLink, ignored, lacking, nameInArn, part } from './about.ts';
import type { AwsEvent } from './envelope.ts';

const phaseOf: Readonly<Record<string, Phase>> = {
  SERVICE_DEPLOYMENT_IN_PROGRESS: 'started',
  SERVICE_DEPLOYMENT_COMPLETED: 'finished',
  SERVICE_DEPLOYMENT_FAILED: 'failed',
};

/** A service by its ARN: `…:service/cluster/name`, or `…:service/name` from before clusters stood there. */
export const serviceIn = (arn: string | null | undefined) => {
  const path = nameInArn(arn);
  if (path === null || path === '') return null;
  const [first = '', second] = path.split('/');
  return second === undefined ? { cluster: null, name: first, arn } : { cluster: first, name: second, arn };
};

export type EcsService = NonNullable<ReturnType<typeof serviceIn>>;

/** What an event of a deployment and the call that began it say alike, so that they are one change. */
export const aboutDeployment = (event: AwsEvent, service: EcsService, deployment: string) => {
  const page =
    service.cluster === null
      ? null
      : `ecs/v2/clusters/${part(service.cluster)}/services/${part(service.name)}`;
  const [revert] =
    page === null ? [] : consoleLink(event, 'deploy another revision', `${page}/update?region={region}`);
  return {
    ...aboutEvent(event),
    key: `${event.place}/ecs/${service.cluster ?? '-'}/${service.name}/${deployment}`,
    kind: 'deploy',
    title: `Deploy ${service.name}${service.cluster === null ? '' : ` to ECS cluster ${service.cluster}`}`,
    services: [service.name],
    hints: arnHints(service.arn),
    links: page === null ? [] : consoleLink(event, 'deployments', `${page}/deployments?region={region}`),
    revert: revert ?? null,
  } satisfies Report;
};

/** docs.aws.amazon.com/AmazonECS, "Amazon ECS service deployment state change events". */
export const deployment = (event: AwsEvent): Reading => {
  const service = serviceIn(event.resources[0]);
  const id = idAt(event.detail, 'deploymentId');
  const name = textAt(event.detail, 'eventName') ?? '';
  if (service === null || id === null) return lacking(event, 'its service and its deploymentId');
  const phase = entryOf(phaseOf, name);
  if (phase === undefined) return ignored(`The event ${name.slice(0, 100)} is not known.`);
  const reason = textAt(event.detail, 'reason');
  const about = aboutDeployment(event, service, id);
  // The circuit breaker brings an older deployment back, under that deployment's id: it is a change of its own.
  const back = phase === 'started' && /rolling back/i.test(reason ?? '');
  return change({
    ...about,
    ...(back
      ? {
          key: `${about.key}/rollback/${event.id ?? event.time}`,
          title: `Roll ${service.name} back`,
        }
      : {}),
    phase,
    ...aboutEvent(event, field(event.detail, 'updatedAt')),
    actor: back ? { name: 'ECS circuit breaker', kind: 'automation' } : null,
    summary: reason,
  });
};

/** Service actions tell how a service fares; of what changed there is the number of tasks that is wanted. */
export const serviceAction = (event: AwsEvent): Reading => {
  const name = textAt(event.detail, 'eventName') ?? '(none)';
  if (name !== 'SERVICE_DESIRED_COUNT_UPDATED') {
    return ignored(`${name.slice(0, 100)} tells how the service fares, not what changed.`);
  }
  const service = serviceIn(event.resources[0]);
  const count = idAt(event.detail, 'desiredCount');
  if (service === null || event.id === null) return lacking(event, 'its service');
  return change({
    ...aboutEvent(event, field(event.detail, 'createdAt')),
    key: `${event.place}/ecs/${service.cluster ?? '-'}/${service.name}/count/${event.id}`,
    kind: 'scale',
    phase: 'finished',
    title: `Scale ${service.name}${count === null ? '' : ` to ${count} tasks`}`,
    services: [service.name],
    hints: arnHints(service.arn),
    summary: textAt(event.detail, 'reason'),
  });
};
