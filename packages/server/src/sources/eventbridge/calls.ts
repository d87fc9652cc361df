import type { Kind } from '../../change/observation.ts';

type Rule = {
  /** `eventSource` without `.amazonaws.com`. */
  readonly service: string;
  readonly name: RegExp;
  readonly kind: Kind;
};

/** Calls that change what runs, or how it is reached, allowed and watched. The first that fits says what kind of change it is. */
const rules: readonly Rule[] = [
  {
    service: 'lambda',
    name: /^(CreateFunction|UpdateFunctionCode|PublishVersion|UpdateAlias|CreateAlias)$/,
    kind: 'deploy',
  },
  { service: 'lambda', name: /Concurrency/, kind: 'scale' },
  {
    service: 'lambda',
    name: /^(UpdateFunctionConfiguration|(Create|Update|Delete)EventSourceMapping|(Add|Remove)Permission|DeleteFunction|PutFunctionEventInvokeConfig|UpdateFunctionUrlConfig)$/,
    kind: 'config',
  },
  {
    service: 'ecs',
    name: /^(CreateService|UpdateService|DeleteService|UpdateServicePrimaryTaskSet)$/,
    kind: 'deploy',
  },
  { service: 'eks', name: /^UpdateNodegroupConfig$/, kind: 'scale' },
  { service: 'eks', name: /^(Create|Update|Delete)/, kind: 'infrastructure' },
  {
    service: 'ec2',
    name: /^(Authorize|Revoke)SecurityGroup|^ModifySecurityGroupRules$|NetworkAcl|Route(Table)?$|(Nat|Internet|Transit|Vpn)Gateway|VpcPeering|^ModifyVpc|^(Dis)?[Aa]ssociateAddress$/,
    kind: 'infrastructure',
  },
  {
    service: 'ec2',
    name: /^(Run|Start|Stop|Terminate|Reboot)Instances$|^ModifyInstanceAttribute$|^(CreateLaunchTemplateVersion|ModifyLaunchTemplate)$|Volume$/,
    kind: 'infrastructure',
  },
  {
    service: 'autoscaling',
    name: /^(UpdateAutoScalingGroup|SetDesiredCapacity|(Create|Delete)AutoScalingGroup|PutScalingPolicy|(Suspend|Resume)Processes|PutScheduledUpdateGroupAction)$/,
    kind: 'scale',
  },
  {
    service: 'application-autoscaling',
    name: /^(Register|Deregister)ScalableTarget$|ScalingPolicy$|ScheduledAction$/,
    kind: 'scale',
  },
  {
    service: 'elasticloadbalancing',
    name: /^(Create|Modify|Delete|Set|Add|Remove|Register|Deregister)/,
    kind: 'infrastructure',
  },
  { service: 'rds', name: /^(Modify|Reset)DB(Cluster)?ParameterGroup$/, kind: 'config' },
  {
    service: 'rds',
    name: /^(Create|Modify|Delete|Reboot|Failover|Promote|Restore|Start|Stop|Switchover)/,
    kind: 'infrastructure',
  },
  {
    service: 'elasticache',
    name: /^(Create|Modify|Delete|Reboot|TestFailover|Increase|Decrease)/,
    kind: 'infrastructure',
  },
  {
    service: 'dynamodb',
    name: /^(Create|Update|Delete)(Table|GlobalTable|TimeToLive|ContinuousBackups)/,
    kind: 'infrastructure',
  },
  { service: 'route53', name: /^(Change|Create|Delete|Update|Associate|Disassociate)/, kind: 'config' },
  { service: 's3', name: /^(Put|Delete|Create)Bucket|PublicAccessBlock$/, kind: 'config' },
  { service: 'iam', name: /^(Put|Attach|Detach|Delete|Create|Update|Add|Remove|Set)/, kind: 'config' },
  {
    service: 'kms',
    name: /^(DisableKey|EnableKey|ScheduleKeyDeletion|PutKeyPolicy|CreateGrant|RevokeGrant)$/,
    kind: 'config',
  },
  {
    service: 'ssm',
    name: /^(Put|Delete)Parameters?$|^LabelParameterVersion$|^(SendCommand|StartAutomationExecution)$/,
    kind: 'config',
  },
  { service: 'secretsmanager', name: /^(Put|Update|Delete|Create|Rotate|Restore)/, kind: 'config' },
  {
    service: 'appconfig',
    name: /^(StartDeployment|StopDeployment|CreateHostedConfigurationVersion)$/,
    kind: 'flag',
  },
  { service: 'evidently', name: /^(Update|Start|Stop|Delete)/, kind: 'flag' },
  { service: 'cloudfront', name: /^(Create|Update|Delete)/, kind: 'config' },
  { service: 'wafv2', name: /^(Create|Update|Delete|Associate|Disassociate)/, kind: 'config' },
  { service: 'apigateway', name: /^CreateDeployment$/, kind: 'deploy' },
  { service: 'apigateway', name: /^(Create|Update|Delete|Put|Import)/, kind: 'config' },
  {
    service: 'sqs',
    name: /^(SetQueueAttributes|PurgeQueue|DeleteQueue|CreateQueue|AddPermission|RemovePermission)$/,
    kind: 'config',
  },
  { service: 'sns', name: /^(SetTopicAttributes|DeleteTopic|Subscribe|Unsubscribe)$/, kind: 'config' },
  { service: 'kafka', name: /^(Update|Delete|Reboot)/, kind: 'infrastructure' },
  { service: 'es', name: /^(Update|Delete|Upgrade)/, kind: 'infrastructure' },
  { service: 'acm', name: /^(Import|Delete|Renew|Request)Certificate$/, kind: 'certificate' },
  {
    service: 'events',
    name: /^(PutRule|DeleteRule|DisableRule|EnableRule|PutTargets|RemoveTargets)$/,
    kind: 'config',
  },
  { service: 'monitoring', name: /^(DisableAlarmActions|EnableAlarmActions)$/, kind: 'config' },
  {
    service: 'cloudtrail',
    name: /^(StopLogging|DeleteTrail|UpdateTrail|PutEventSelectors)$/,
    kind: 'config',
  },
];

/** `UpdateFunctionCode20150331v2` → `UpdateFunctionCode`: Lambda and CloudFront write the version of their API behind it. */
export const plainName = (eventName: string): string => eventName.replace(/\d{4}_?\d{2}_?\d{2}(v\d+)?$/, '');

export const kindOfCall = (service: string, name: string): Kind | null =>
  rules.find((it) => it.service === service && it.name.test(name))?.kind ?? null;

/** Names of calls that read, where the record does not say `readOnly`. */
export const isReading = (name: string): boolean =>
  /^(Get|List|Describe|Head|Lookup|Search|BatchGet|Query|Scan|Select|Check|Validate|Simulate|Preview|Estimate|Test|AssumeRole|Decrypt|Encrypt|GenerateDataKey|Invoke|ConsoleLogin)/.test(
    name,
  );

/** `AuthorizeSecurityGroupIngress` → `Authorize security group ingress`. */
export const wordsOf = (name: string): string => {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .split(' ')
    .map((word, nth) => (nth === 0 || /^[A-Z]{2,}s?$/.test(word) ? word : word.toLowerCase()));
  return words.join(' ');
};
