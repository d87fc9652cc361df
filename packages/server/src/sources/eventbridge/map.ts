import type { Delivery, Reading } from '../source.ts';
import { ignored } from './about.ts';
import { alarm, alarmConfiguration, alarmMessage } from './alarm.ts';
import { instanceRefresh, instances, scalingActivity } from './auto-scaling.ts';
import { certificate } from './certificate.ts';
import { apiCall } from './cloudtrail.ts';
import { codeDeploy, codePipeline } from './code.ts';
import { deployment, serviceAction } from './ecs.ts';
import { type AwsEvent, eventIn, isHandshake, snsMessageIn } from './envelope.ts';
import { databaseEvent } from './rds.ts';
import { stack } from './stack.ts';

const readers: readonly (readonly [RegExp, (event: AwsEvent) => Reading])[] = [
  [/^ECS Deployment State Change$/, deployment],
  [/^ECS Service Action$/, serviceAction],
  [/^CloudFormation Stack Status Change$/, stack],
  [/^CodeDeploy Deployment State-change Notification$/, codeDeploy],
  [/^CodePipeline Pipeline Execution State Change$/, codePipeline],
  [/^EC2 Auto Scaling Instance Refresh /, instanceRefresh],
  [/^EC2 Instance (Launch|Terminate) (Successful|Unsuccessful)$/, instances],
  [/^Application Auto Scaling Scaling Activity State Change$/, scalingActivity],
  // In China Amazon writes itself out.
  [/^(AWS|Amazon) API Call via CloudTrail$/, apiCall],
  [/^RDS (DB Instance|DB Cluster|DB Parameter Group|DB Security Group) Event$/, databaseEvent],
  [/^CloudWatch Alarm State Change$/, alarm],
  [/^CloudWatch Alarm Configuration Change$/, alarmConfiguration],
  [/^ACM Certificate /, certificate],
];

const reasons: readonly (readonly [RegExp, string])[] = [
  [/^ECS (Task|Container Instance) State Change$/, 'Tasks come and go: the deployment tells what changed.'],
  [/^CodePipeline (Stage|Action) /, 'The execution of the pipeline tells.'],
  [/^CodeDeploy Instance/, 'The deployment tells.'],
  [/^CloudFormation (Resource|Drift|StackSet)/, 'The stack tells.'],
  [/Sign In via CloudTrail$/, 'Somebody signed in: nothing was changed yet.'],
];

export const map = ({ body }: Delivery): Reading => {
  if (isHandshake(body)) {
    return ignored(
      'SNS asks for its subscription to be confirmed, or tells that it ended. Nightjar opens no address that comes from outside: open the SubscribeURL of this delivery yourself.',
    );
  }
  const event = eventIn(body);
  if (event === null) return alarmMessage(snsMessageIn(body)) ?? ignored('It is no event of AWS.');
  const read = readers.find(([type]) => type.test(event.type))?.[1];
  if (read !== undefined) return read(event);
  const why = reasons.find(([type]) => type.test(event.type))?.[1];
  return ignored(why ?? `The event ${event.type.slice(0, 100)} tells of no change.`);
};
