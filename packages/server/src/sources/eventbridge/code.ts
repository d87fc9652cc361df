import type { Phase } from '../../change/observation.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import { entryOf, idAt, personIn, textAt } from '../json.ts';
import type { Reading, Report } from '../source.ts';
import { aboutEvent, arnHints, change, consoleLink, ignored, lacking, lastPart, part } from './about.ts';
import type { AwsEvent } from './envelope.ts';

const deployPhase: Readonly<Record<string, Phase>> = {
  START: 'started',
  READY: 'progressed',
  SUCCESS: 'finished',
  FAILURE: 'failed',
  STOP: 'cancelled',
};

type CodeDeployment = { readonly id: string; readonly application: string; readonly group: string | null };

/** What CodeDeploy's events and the call that began them say alike. */
export const aboutCodeDeploy = (event: AwsEvent, { id, application, group }: CodeDeployment): Report => ({
  ...aboutEvent(event),
  key: `${event.place}/codedeploy/${id}`,
  kind: 'deploy',
  title: `Deploy ${application}${group === null ? '' : ` to ${group}`}`,
  services: [application],
  hints: [{ join: 'aws-codedeploy', value: application }],
  links: consoleLink(event, 'deployment', `codesuite/codedeploy/deployments/${part(id)}?region={region}`),
});

/** docs.aws.amazon.com/codedeploy, "Monitoring deployments with Amazon CloudWatch Events". */
export const codeDeploy = (event: AwsEvent): Reading => {
  const [id, application] = [textAt(event.detail, 'deploymentId'), textAt(event.detail, 'application')];
  if (id === null || application === null) return lacking(event, 'its deploymentId and application');
  const state = textAt(event.detail, 'state');
  const phase = entryOf(deployPhase, state);
  if (phase === undefined) return ignored(`The state ${state?.slice(0, 50) ?? '(none)'} is not known.`);
  return change({
    ...aboutCodeDeploy(event, { id, application, group: textAt(event.detail, 'deploymentGroup') }),
    phase,
  });
};

const pipelinePhase: Readonly<Record<string, Phase>> = {
  STARTED: 'started',
  RESUMED: 'started',
  STOPPING: 'progressed',
  SUCCEEDED: 'finished',
  FAILED: 'failed',
  STOPPED: 'cancelled',
  CANCELED: 'cancelled',
  SUPERSEDED: 'cancelled',
};

/** What the pipeline's events and the call that began them say alike. */
export const aboutPipeline = (
  event: AwsEvent,
  pipeline: string,
  execution: string,
  attempt: string,
): Report => ({
  ...aboutEvent(event),
  key: `${event.place}/codepipeline/${pipeline}/${execution}/attempts/${attempt}`,
  // A pipeline of this service is there to deliver, whatever it is called.
  kind: kindOfRun(pipeline) === 'other' ? 'deploy' : kindOfRun(pipeline),
  title: `Run pipeline ${pipeline}`,
  services: [pipeline],
  hints: [{ join: 'aws-codepipeline', value: pipeline }],
  links: consoleLink(
    event,
    'execution',
    `codesuite/codepipeline/pipelines/${part(pipeline)}/executions/${part(execution)}/timeline?region={region}`,
  ),
});

/** docs.aws.amazon.com/codepipeline, "Monitoring CodePipeline events". Retrying a stage is another attempt at the same execution. */
export const codePipeline = (event: AwsEvent): Reading => {
  const [pipeline, execution] = [textAt(event.detail, 'pipeline'), textAt(event.detail, 'execution-id')];
  if (pipeline === null || execution === null) return lacking(event, 'its pipeline and execution-id');
  const state = textAt(event.detail, 'state');
  const phase = entryOf(pipelinePhase, state);
  if (phase === undefined) return ignored(`The state ${state?.slice(0, 50) ?? '(none)'} is not known.`);
  const attempt = idAt(event.detail, 'pipeline-execution-attempt') ?? '1';
  const trigger = textAt(event.detail, 'execution-trigger', 'trigger-type');
  const by = textAt(event.detail, 'execution-trigger', 'trigger-detail');
  // Only a start by hand names who did it, by ARN.
  const person = by !== null && /^arn:[^:]*:(iam|sts):/.test(by) ? personIn(lastPart(by)) : null;
  return change({
    ...aboutPipeline(event, pipeline, execution, attempt),
    phase,
    ...aboutEvent(event),
    actor: person === null ? null : { name: person },
    hints: [{ join: 'aws-codepipeline', value: pipeline }, ...arnHints(event.resources[0])],
    extra: { state, trigger },
  });
};
