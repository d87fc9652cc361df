import type { Kind } from '../../change/observation.ts';
import { field, idAt, textAt } from '../json.ts';
import type { Reading, Report } from '../source.ts';
import { aboutEvent, arnHints, change, consoleLink, ignored, lacking, part } from './about.ts';
import { begunBy } from './begun.ts';
import { arnsIn, targetOf } from './call-target.ts';
import { isReading, kindOfCall, plainName, wordsOf } from './calls.ts';
import type { AwsEvent } from './envelope.ts';
import { actorOf, isFromConsole, serviceBehind } from './who.ts';

/** A new number of tasks, and nothing else, is no deploy. */
const kindOf = (service: string, name: string, request: unknown): Kind | null => {
  const kind = kindOfCall(service, name);
  if (service !== 'ecs' || name !== 'UpdateService') return kind;
  return idAt(request, 'desiredCount') === null ? 'config' : 'scale';
};

/** What a function was given: the number it was published under, else the head of its code's hash. */
const versionOf = (call: unknown): string | null => {
  const version =
    idAt(call, 'responseElements', 'version') ?? idAt(call, 'requestParameters', 'functionVersion');
  if (version !== null && version !== '$LATEST') return version;
  return textAt(call, 'responseElements', 'codeSha256')?.slice(0, 12) ?? null;
};

const titleOf = (service: string, name: string, target: string | null, count: string | null): string => {
  const what = target === null ? '' : ` ${target}`;
  if (service === 'lambda' && /^(CreateFunction|UpdateFunctionCode)$/.test(name))
    return `Deploy function${what}`;
  if (service === 'lambda' && name === 'PublishVersion') return `Publish a version of function${what}`;
  if (service === 'ecs' && name === 'UpdateService') {
    return count === null ? `Change ECS service${what}` : `Scale ECS service${what} to ${count} tasks`;
  }
  return `${wordsOf(name)}${target === null ? ` (${service})` : `: ${target}`}`;
};

/** Who did it, how and from where: what stands with every call. */
const aboutCall = (event: AwsEvent, service: string, name: string): Report => {
  const call = event.detail;
  const from = isFromConsole(call) ? 'console' : null;
  return {
    ...aboutEvent(event, field(call, 'eventTime')),
    actor: actorOf(call),
    tags: {
      account: event.account,
      region: event.region,
      call: `${service}:${name}`,
      ...(from === null ? {} : { from }),
    },
  };
};

/**
 * A call of an AWS API (docs.aws.amazon.com/awscloudtrail, "CloudTrail record contents"). What reads, what was refused, and what an AWS
 * service does for something that is told of elsewhere is no change.
 */
export const apiCall = (event: AwsEvent): Reading => {
  const call = event.detail;
  const [full, source, id] = [
    textAt(call, 'eventName'),
    textAt(call, 'eventSource'),
    textAt(call, 'eventID'),
  ];
  if (full === null || source === null || (id ?? event.id) === null)
    return lacking(event, 'its eventName, eventSource and eventID');
  const [service, name] = [source.replace(/\.amazonaws\.com(\.cn)?$/, ''), plainName(full)];
  const readOnly = field(call, 'readOnly');
  if (readOnly === true || readOnly === 'true' || isReading(name))
    return ignored(`${name.slice(0, 100)} only reads.`);
  const error = textAt(call, 'errorCode');
  if (error !== null) return ignored(`It was refused (${error.slice(0, 100)}): nothing was changed.`);
  const behind = serviceBehind(call);
  if (behind !== null)
    return ignored(`${behind.slice(0, 100)} did it, for a change that is told of elsewhere.`);

  const begun = begunBy(event, service, name);
  if (begun !== null && 'told' in begun) return ignored(begun.told);
  const about = aboutCall(event, service, name);
  if (begun !== null) return change({ ...begun.report, ...about, phase: 'planned' });

  const request = field(call, 'requestParameters');
  const kind = kindOf(service, name, request);
  if (kind === null && !isFromConsole(call)) {
    return ignored(
      `${service.slice(0, 50)}:${name.slice(0, 100)} is not among the calls that change what runs.`,
    );
  }
  const target = targetOf(call);
  const agent = textAt(call, 'userAgent')?.slice(0, 200);
  return change({
    ...about,
    key: `${event.place}/cloudtrail/${id ?? event.id}`,
    kind: kind ?? 'other',
    phase: 'finished',
    title: titleOf(service, name, target?.name ?? null, idAt(request, 'desiredCount')),
    services: target?.isKnown ? [target.name] : [],
    hints: arnHints(...arnsIn(call)),
    version: kind === 'deploy' ? versionOf(call) : null,
    links:
      id === null
        ? []
        : consoleLink(event, 'CloudTrail', `cloudtrailv2/home?region={region}#/events/${part(id)}`),
    extra: { request, ...(agent === undefined ? {} : { userAgent: agent }) },
  });
};
