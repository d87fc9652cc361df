import { isRecord } from '../../change/fields.ts';
import { field, listAt, textAt } from '../json.ts';
import { lastPart, nameInArn } from './about.ts';

/** Members of a request that name something that runs, or holds data, and that people know by that name. */
const known = [
  'functionName',
  'service',
  'serviceName',
  'stackName',
  'pipelineName',
  'applicationName',
  'autoScalingGroupName',
  'dBInstanceIdentifier',
  'dBClusterIdentifier',
  'replicationGroupId',
  'cacheClusterId',
  'tableName',
  'bucketName',
  'queueUrl',
  'queueName',
  'topicArn',
  'loadBalancerArn',
  'targetGroupArn',
] as const;

/** Members that name a part, a rule or a setting: what the call was about, but nothing to page anybody for. */
const parts = [
  'dBParameterGroupName',
  'groupId',
  'groupName',
  'roleName',
  'userName',
  'policyName',
  'secretId',
  'keyId',
  'listenerArn',
  'ruleArn',
  'hostedZoneId',
  'nodegroupName',
  'clusterName',
  'cluster',
  'resourceId',
  'instanceId',
  'routeTableId',
  'name',
  'id',
  'arn',
  'resourceArn',
] as const;

/** An ARN or an address by the name in it: `arn:…:function:pricing:17` → `pricing`. */
const plain = (value: string): string => {
  if (/^https?:/.test(value)) return lastPart(value);
  if (!value.startsWith('arn:')) return value;
  const name = nameInArn(value) ?? value;
  if (/^(app|net|gwy)\//.test(name)) return name.split('/')[1] ?? name;
  return /:targetgroup\//.test(value) ? (name.split('/')[0] ?? name) : (lastPart(name).split(':')[0] ?? name);
};

/** What a call is about, and whether that is a name under which a service may be known. */
export type CallTarget = { readonly name: string; readonly isKnown: boolean };

export const targetOf = (call: unknown): CallTarget | null => {
  const request = field(call, 'requestParameters');
  if (!isRecord(request)) return null;
  const first = (names: readonly string[]): string | undefined =>
    names.map((it) => textAt(request, it)).find((it) => it !== null) ?? undefined;
  const service = first(known);
  if (service !== undefined) return { name: plain(service), isKnown: true };
  const instances = listAt(request, 'instancesSet', 'items').flatMap((it) => textAt(it, 'instanceId') ?? []);
  const [instance, ...more] = instances;
  if (instance !== undefined) {
    return { name: more.length === 0 ? instance : `${instance} and ${more.length} more`, isKnown: false };
  }
  const named = first(parts) ?? listAt(call, 'resources').flatMap((it) => textAt(it, 'ARN') ?? [])[0];
  return named === undefined ? null : { name: plain(named), isKnown: false };
};

/** ARNs that the call names, by which the catalog may know it. */
export const arnsIn = (call: unknown): readonly string[] => {
  const named = [field(call, 'requestParameters'), field(call, 'responseElements')].flatMap((it) =>
    isRecord(it) ? Object.values(it).filter((value) => typeof value === 'string') : [],
  );
  const listed = listAt(call, 'resources').flatMap((it) => textAt(it, 'ARN') ?? []);
  return [...named, ...listed].filter((it) => it.startsWith('arn:'));
};
