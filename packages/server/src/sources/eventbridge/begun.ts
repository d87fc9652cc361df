import { isRecord } from '../../change/fields.ts';
import { field, idAt, listAt, textAt } from '../json.ts';
import type { Report } from '../source.ts';
import { lastPart } from './about.ts';
import { aboutCodeDeploy, aboutPipeline } from './code.ts';
import { aboutDeployment, serviceIn } from './ecs.ts';
import type { AwsEvent } from './envelope.ts';
import { aboutStack, stackIn } from './stack.ts';

/** `told`: another event will tell of it, and this one adds nothing. */
type Begun = { readonly report: Report } | { readonly told: string } | null;

/** A service of ECS is given another revision: the answer names the deployment, and so the change that its events will tell of. */
const ecsDeployment = (event: AwsEvent): Begun => {
  const request = field(event.detail, 'requestParameters');
  const answered = field(event.detail, 'responseElements', 'service');
  const revision = textAt(request, 'taskDefinition');
  const isDeploy = revision !== null || field(request, 'forceNewDeployment') === true;
  const primary = listAt(answered, 'deployments').find((it) => textAt(it, 'status') === 'PRIMARY');
  const [service, id] = [serviceIn(textAt(answered, 'serviceArn')), idAt(primary, 'id')];
  if (!isDeploy || service === null || id === null) return null;
  const version = textAt(primary, 'taskDefinition') ?? revision;
  return {
    report: {
      ...aboutDeployment(event, service, id),
      version: version === null ? null : lastPart(version),
      extra: { taskDefinition: version },
    },
  };
};

const codeDeployment = (event: AwsEvent): Begun => {
  const id = textAt(event.detail, 'responseElements', 'deploymentId');
  const application = textAt(event.detail, 'requestParameters', 'applicationName');
  if (id === null || application === null) return null;
  const group = textAt(event.detail, 'requestParameters', 'deploymentGroupName');
  return { report: aboutCodeDeploy(event, { id, application, group }) };
};

const pipelineRun = (event: AwsEvent): Begun => {
  const execution = textAt(event.detail, 'responseElements', 'pipelineExecutionId');
  const pipeline = textAt(event.detail, 'requestParameters', 'name');
  return execution === null || pipeline === null
    ? null
    : { report: aboutPipeline(event, pipeline, execution, '1') };
};

const verbs = {
  CreateStack: 'Create',
  UpdateStack: 'Update',
  DeleteStack: 'Delete',
  ExecuteChangeSet: 'Update',
} as const;

/** Only with the stack's whole id, and with the token that its events repeat, is it sure which of them this call began. */
const stackCall = (event: AwsEvent, name: keyof typeof verbs): Begun => {
  const request = field(event.detail, 'requestParameters');
  const stack =
    stackIn(textAt(event.detail, 'responseElements', 'stackId')) ?? stackIn(textAt(request, 'stackName'));
  const token = textAt(request, 'clientRequestToken');
  const verb = verbs[name];
  const run = verb === 'Update' ? token : verb.toLowerCase();
  if (stack === null || stack.id === null || run === null) return { told: 'The stack’s own events tell.' };
  return { report: aboutStack(event, stack, verb, run) };
};

/** Calls that begin something of which other events tell: they add who did it, under the same key. Null for all others. */
export const begunBy = (event: AwsEvent, service: string, name: string): Begun => {
  if (!isRecord(event.detail)) return null;
  if (service === 'ecs' && /^(Update|Create)Service$/.test(name)) return ecsDeployment(event);
  if (service === 'codedeploy') {
    return name === 'CreateDeployment' ? codeDeployment(event) : { told: 'It starts no deployment.' };
  }
  if (service === 'codepipeline' && name === 'StartPipelineExecution') return pipelineRun(event);
  if (service !== 'cloudformation') return null;
  return Object.hasOwn(verbs, name)
    ? stackCall(event, name as keyof typeof verbs)
    : { told: 'Stacks change by their own events.' };
};
