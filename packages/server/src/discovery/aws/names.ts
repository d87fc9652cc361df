import type { Description, Says } from '@nightjar/descriptors/description';
import { ofHost } from '@nightjar/descriptors/evidence/confidence';
import type { Evidence } from '@nightjar/descriptors/evidence/edges';
import { hostsIn } from '@nightjar/descriptors/evidence/hosts';
import { isSecret } from '@nightjar/descriptors/evidence/variable';
import { type Ref, refOf } from '@nightjar/descriptors/ref';

/** A variable whose value may be looked at. */
export type Variable = { readonly name: string; readonly value: string };

/** What answers under a name: services by what others call them. */
export type Names = ReadonlyMap<string, { readonly to: Ref; readonly ports: ReadonlySet<number> }>;

export type Resource = { readonly to: Ref; readonly name: string; readonly type: string };

const resource = (name: string, type: string): Resource => ({ to: refOf('resource', name), name, type });

/** `orders.abc123.eu-west-1.rds.amazonaws.com`, `orders.cluster-ro-abc123.…`: the instance or cluster, as its owner named it. */
const managed: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^([\w-]+)(?:\.[\w-]+)+\.(?:rds|docdb|redshift)\.amazonaws\.com(?:\.cn)?$/, 'database'],
  [/^(?:master|replica|clustercfg)\.([\w-]+)(?:\.[\w-]+)+\.cache\.amazonaws\.com(?:\.cn)?$/, 'cache'],
  [/^([\w-]+?)(?:-\d{3})?(?:\.[\w-]+)+\.cache\.amazonaws\.com(?:\.cn)?$/, 'cache'],
  [/^(?:vpc|search)-([\w-]+)-[a-z0-9]{26}\.[\w-]+\.(?:es|aos)\.amazonaws\.com(?:\.cn)?$/, 'search'],
  [/^b-\d+\.([\w-]+)(?:\.[\w-]+)+\.kafka(?:-serverless)?\.[\w-]+\.amazonaws\.com(?:\.cn)?$/, 'queue'],
];

/** Services of AWS as ARNs call them, and what is made there. */
const byService: Readonly<Record<string, string>> = {
  sqs: 'queue',
  sns: 'topic',
  kinesis: 'stream',
  dynamodb: 'database',
  kafka: 'queue',
  mq: 'queue',
  s3: 'bucket',
};

/** `arn:aws:sqs:eu-west-1:123456789012:orders`, `arn:aws:dynamodb:…:table/orders/stream/…`. */
export const resourceOfArn = (arn: string): Resource | undefined => {
  const [, , service = '', , , ...rest] = arn.split(':');
  const type = byService[service];
  const parts = rest.join(':').split(/[:/]/);
  const name = ['table', 'stream', 'cluster', 'broker'].includes(parts[0] ?? '') ? parts[1] : parts[0];
  return type === undefined || name === undefined || name === '' ? undefined : resource(name, type);
};

const queueAddress = /\bhttps:\/\/sqs\.[\w-]+\.amazonaws\.com(?:\.cn)?\/\d{12}\/([\w-]{1,80}(?:\.fifo)?)/;
const arns = /\barn:aws[\w-]*:(?:sqs|sns|kinesis|dynamodb|s3):[\w-]*:\d*:[\w./-]+/g;

/** What of AWS a value names. */
const resourcesIn = (value: string): Resource[] => {
  const queue = queueAddress.exec(value)?.[1];
  const byHost = hostsIn(value).flatMap(({ host }) => {
    for (const [pattern, type] of managed) {
      const name = pattern.exec(host.toLowerCase())?.[1];
      if (name !== undefined) return [resource(name, type)];
    }
    return [];
  });
  const byArn = [...value.matchAll(arns)].flatMap(([arn]) => resourceOfArn(arn) ?? []);
  return [...(queue === undefined ? [] : [resource(queue, 'queue')]), ...byHost, ...byArn];
};

/** A name with a domain of its own (`pricing.prod.internal`) is most likely that of the service it begins with. */
const inDomain = 0.7;
const inwardDomain = /\.(?:local|internal|svc|lan|private|corp)$/;

const servicesIn = ({ name, value }: Variable, names: Names): Evidence[] =>
  hostsIn(value).flatMap((host) => {
    const called = host.host.toLowerCase();
    const whole = names.get(called);
    const found = whole ?? (inwardDomain.test(called) ? names.get(called.split('.', 1)[0] ?? '') : undefined);
    if (found === undefined) return [];
    const sure = ofHost(host, found.ports, name) * (whole === undefined ? inDomain : 1);
    return sure === 0 ? [] : [{ to: found.to, type: 'calls' as const, confidence: sure, why: `env ${name}` }];
  });

/** An address that AWS gave to one thing names that thing. */
const sureOfManaged = 0.95;

/** What variables say of what is needed, by their names and the hosts in their values. Nothing else of a value comes out. */
export const needsIn = (variables: readonly Variable[], names: Names) => {
  const resources: Resource[] = [];
  const evidence: Evidence[] = [];
  for (const variable of variables) {
    if (isSecret(variable.name)) continue;
    for (const found of resourcesIn(variable.value)) {
      resources.push(found);
      evidence.push({
        to: found.to,
        type: 'dependsOn',
        confidence: sureOfManaged,
        why: `env ${variable.name}`,
      });
    }
    evidence.push(...servicesIn(variable, names));
  }
  return { resources, evidence };
};

/** The resources that were named on the way, each once. */
export const describeResources = (
  by: Description['by'],
  resources: readonly Resource[],
  says: Says = {},
): Description[] =>
  [...new Map(resources.map((it) => [it.to, it])).values()].map(({ to, name, type }) => ({
    entity: to,
    name,
    by,
    place: `resource/${type}/${name}`,
    confidence: 0.9,
    says: { ...says, type },
  }));
