import { instant } from '../../change/instant.ts';
import type { Reported } from '../../change/observation.ts';
import { field, textAt } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { entryIn } from './envelope.ts';
import { methodOf, projectOf, requestOf } from './method.ts';
import { failureOf, operationOf, phaseOf } from './phase.ts';
import { policySummary } from './policy.ts';
import { rolloutOf } from './rollout.ts';
import { isIdle, ruleFor } from './rules.ts';
import { targetOf, versionOf } from './target.ts';
import { headOf } from './title.ts';
import { actorOf, isController } from './who.ts';

const ignored = (why: string): Reading => ({ is: 'ignored', why });

/** Why an entry is no change, or null where it may be one. */
const noChange = (entry: unknown): string | null => {
  const log = /cloudaudit\.googleapis\.com(?:%2F|\/)(\w+)/i.exec(textAt(entry, 'logName') ?? '')?.[1];
  if (log === 'data_access') return 'It is of the data access log: something was read or used, not changed.';
  if (log === 'policy') return 'A policy denied it: nothing was changed.';
  const request = requestOf(entry);
  const isTrial = [request, field(request, 'service')].some(
    (it) =>
      field(it, 'validateOnly') === true || field(it, 'dryRun') === true || textAt(it, 'dryRun') !== null,
  );
  return isTrial ? 'It was a dry run.' : null;
};

/** One entry of the audit log. */
export const map = ({ body }: Delivery): Reading => {
  const entry = entryIn(body);
  if (entry === null) return ignored('It holds no entry of an audit log.');
  const method = methodOf(entry);
  if (method === null) return { is: 'unread', why: 'An audit entry names its service and method.' };
  const reason = noChange(entry);
  if (reason !== null) return ignored(reason);
  if (isIdle(method)) return ignored(`${method.short.slice(0, 100)} changes nothing that runs.`);
  if (isController(entry)) return ignored('A controller keeps things as they were asked to be.');
  const operation = operationOf(entry);
  const rollout = rolloutOf(entry, method);
  const failure = failureOf(entry);
  if (failure !== null && operation === null && rollout === null) {
    return ignored(`It was refused, so nothing was changed: ${failure.slice(0, 200)}`);
  }
  const target = targetOf(entry, method);
  const insert = textAt(entry, 'insertId');
  if (target === null || (insert === null && operation === null)) {
    return { is: 'unread', why: 'An audit entry names its resource, and has an insertId.' };
  }
  const rule = ruleFor(method);
  const project = projectOf(entry) ?? '-';
  const at = instant(field(entry, 'timestamp'));
  const { version, image } = versionOf(entry);
  const name =
    operation?.id ?? (rollout === null ? insert : `${target.resource}/generations/${rollout.generation}`);
  const report: Reported = {
    key: `${project}/${method.service}/${name}`,
    kind: rule?.kind ?? 'infrastructure',
    phase: rollout?.phase ?? phaseOf(operation, failure !== null),
    ...(at === null ? {} : { at }),
    title: rule?.verb === undefined ? `${headOf(method)}: ${target.name}` : `${rule.verb} ${target.name}`,
    services: target.name === project ? [] : [target.name],
    actor: actorOf(entry),
    version,
    summary: failure ?? policySummary(entry),
    links: target.links,
    revert: rule?.kind === 'deploy' ? target.revert : null,
    tags: { project, service: method.service },
    extra: {
      method: method.name,
      resource: textAt(entry, 'protoPayload', 'resourceName'),
      ...(image === null ? {} : { image }),
    },
  };
  return { is: 'changes', changes: [{ ...report, hints: target.hints }] };
};
