import type { Hint } from '../../change/hint.ts';
import { instantOfMs } from '../../change/instant.ts';
import type { Phase } from '../../change/observation.ts';
import { environmentOfRun } from '../../change/run-environment.ts';
import { field, headline, listAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { type Execution, versionOfImage } from './execution.ts';
import { stageTypes } from './stage-type.ts';

/** The manifests that a stage applied or will apply: what it deployed stands in its outputs. */
const manifestsIn = (context: unknown): readonly unknown[] => [
  ...listAt(context, 'outputs.manifests'),
  ...listAt(context, 'manifests'),
];

const workloads = /^(deployment|statefulset|daemonset|replicaset|job|cronjob)$/i;

/** `namespace/name` of the workloads that it touches. */
const kubernetesHints = (context: unknown): readonly Hint[] => {
  const names = manifestsIn(context)
    .filter((manifest) => workloads.test(textAt(manifest, 'kind') ?? ''))
    .flatMap((manifest) => {
      const name = textAt(manifest, 'metadata', 'name');
      return name === null ? [] : [`${textAt(manifest, 'metadata', 'namespace') ?? 'default'}/${name}`];
    });
  const [, named] =
    /^(?:deployment|statefulSet|daemonSet) (\S+)$/i.exec(textAt(context, 'manifestName') ?? '') ?? [];
  const all = named ? [...names, `${textAt(context, 'location') ?? 'default'}/${named}`] : names;
  return [...new Set(all)].slice(0, 20).map((value) => ({ join: 'kubernetes', value }));
};

const imageOf = (context: unknown): string | null =>
  manifestsIn(context)
    .flatMap((manifest) => listAt(manifest, 'spec', 'template', 'spec', 'containers'))
    .map((container) => textAt(container, 'image'))
    .find((image) => image !== null) ?? null;

const phaseOf = (said: string, stage: unknown, execution: Execution): Phase | null => {
  if (said === 'starting') return 'started';
  if (said === 'complete') return 'finished';
  if (said !== 'failed') return null;
  const status = textAt(stage, 'status');
  return status === 'CANCELED' || (status === null && execution.isCancelled) ? 'cancelled' : 'failed';
};

const errorOf = (context: unknown): string | null =>
  headline(
    textAt(listAt(context, 'exception', 'details', 'errors')[0]) ??
      textAt(context, 'exception', 'details', 'error') ??
      textAt(context, 'failureMessage'),
    300,
  );

/** A stage of an execution that changes something. Each is a change of its own: a pipeline may deploy to three places, hours apart. */
export const stage = (event: unknown, execution: Execution, said: string): Reading => {
  const content = field(event, 'content');
  const id = textAt(content, 'stageId');
  if (id === null) return { is: 'unread', why: 'A stage without an id.' };
  if (field(content, 'isSynthetic') === true) {
    return { is: 'ignored', why: 'A part of another stage, which is told of as a whole.' };
  }
  const found = execution.stages.find((it) => textAt(it, 'id') === id);
  if (found === undefined) return { is: 'unread', why: 'The execution does not hold the stage.' };
  const type = textAt(found, 'type') ?? '(none)';
  const does = stageTypes.get(type);
  if (does === undefined) {
    return { is: 'ignored', why: `A stage of the type ${type.slice(0, 50)} changes nothing by itself.` };
  }
  const phase = phaseOf(said, found, execution);
  if (phase === null) return { is: 'ignored', why: `The stage was ${said.slice(0, 50)}.` };

  const context = field(content, 'context') ?? field(found, 'context');
  const name = textAt(content, 'name') ?? textAt(found, 'name');
  const account = textAt(context, 'account');
  const environment = environmentOfRun(account) ?? environmentOfRun(name) ?? account;
  const version = does.kind === 'deploy' && does.verb === 'Deploy' ? execution.version : null;
  const time = field(content, phase === 'started' ? 'startTime' : 'endTime');
  const at = instantOfMs(time) ?? instantOfMs(field(event, 'details', 'created'));
  return {
    is: 'changes',
    changes: [
      {
        services: [execution.application],
        hints: [{ join: 'spinnaker', value: execution.application }, ...kubernetesHints(context)],
        tags: { application: execution.application },
        key: `executions/${execution.id}/stages/${id}`,
        kind: does.kind,
        phase,
        ...(at === null ? {} : { at }),
        title: [does.verb, execution.application, version, environment && `in ${environment}`]
          .filter(Boolean)
          .join(' ')
          .replace(/^(Deploy .*) in (\S+)$/, '$1 to $2'),
        environment,
        actor: execution.actor,
        version: version ?? versionOfImage(imageOf(context)),
        summary: errorOf(context) ?? headline(textAt(context, 'reason')),
        extra: { ...execution.extra, stage: name, type, account },
      },
    ],
  };
};
