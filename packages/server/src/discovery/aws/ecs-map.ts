import type { Service, TaskDefinition } from '@aws-sdk/client-ecs';
import { entityOfAnnotations } from '@nightjar/descriptors/annotate/says-of-annotations';
import type { Description } from '@nightjar/descriptors/description';
import { edgesOf } from '@nightjar/descriptors/evidence/edges';
import { imageOf } from '@nightjar/descriptors/evidence/image';
import { namedBeside } from '@nightjar/descriptors/evidence/named-beside';
import { type Ref, refOf } from '@nightjar/descriptors/ref';
import { describeResources, type Names, needsIn, type Resource, type Variable } from './names.ts';
import { saysOf } from './says.ts';

/** A service and what it runs. */
export type EcsService = { readonly service: Service; readonly definition: TaskDefinition | undefined };

type Tag = { key?: string; value?: string };

const tagsOf = ({ service }: EcsService): Record<string, string> =>
  Object.fromEntries(
    ((service.tags ?? []) as readonly Tag[]).map(({ key = '', value = '' }) => [key, value]),
  );

/** Variables that stand in the definition as they are; `secrets` are references, and are not looked at. */
const variablesOf = (definition: TaskDefinition | undefined): Variable[] =>
  (definition?.containerDefinitions ?? []).flatMap(({ environment = [] }) =>
    environment.flatMap(({ name = '', value = '' }) => (name === '' ? [] : [{ name, value }])),
  );

/** The container that the service is there for: the one behind the load balancer, else the first that must run. */
const mainOf = ({ service, definition }: EcsService) => {
  const containers = definition?.containerDefinitions ?? [];
  const served = service.loadBalancers?.[0]?.containerName;
  return (
    containers.find(({ name }) => name === served) ??
    containers.find(({ essential }) => essential !== false) ??
    containers[0]
  );
};

const lastOf = (arn: string | undefined): string => arn?.slice(arn.lastIndexOf('/') + 1) ?? '';

type Placed = {
  readonly it: EcsService;
  readonly ref: Ref;
  readonly name: string;
  readonly tags: Record<string, string>;
};

const placedOf = (all: readonly EcsService[]): Placed[] =>
  all.flatMap((it) => {
    const name = it.service.serviceName;
    if (name === undefined || name === '') return [];
    const tags = tagsOf(it);
    return [{ it, name, tags, ref: entityOfAnnotations(tags) ?? refOf('service', name) }];
  });

/** What each service answers to: its name, and what Service Connect calls it. */
const namesOf = (placed: readonly Placed[]): Names => {
  const names = new Map<string, { to: Ref; ports: Set<number> }>();
  for (const { it, name, ref } of placed) {
    const ports = new Set(
      (it.definition?.containerDefinitions ?? []).flatMap(({ portMappings = [] }) =>
        portMappings.flatMap(({ containerPort }) => containerPort ?? []),
      ),
    );
    const aliases = (it.service.deployments?.[0]?.serviceConnectConfiguration?.services ?? []).flatMap(
      ({ discoveryName, clientAliases = [] }) => [
        discoveryName,
        ...clientAliases.map(({ dnsName }) => dnsName),
      ],
    );
    for (const alias of [name, ...aliases]) if (alias) names.set(alias.toLowerCase(), { to: ref, ports });
  }
  return names;
};

/** What services of ECS say: versions by their images, dependencies by the names and hosts of their variables. */
export const describeEcs = (all: readonly EcsService[]): Description[] => {
  const placed = placedOf(all);
  const names = namesOf(placed);
  const resources: Resource[] = [];
  const services = placed.map(({ it, ref, name, tags }): Description => {
    const variables = variablesOf(it.definition);
    const needs = needsIn(variables, names);
    resources.push(...needs.resources);
    const cluster = lastOf(it.service.clusterArn);
    return {
      entity: ref,
      name: ref === refOf('service', name) ? name : ref.slice(ref.lastIndexOf('/') + 1),
      by: 'ecs',
      place: `${cluster}/${name}`,
      says: {
        ...saysOf({
          name,
          tags,
          variables,
          deployment: 'ecs service',
          version: imageOf(mainOf(it)?.image ?? '', name).version,
          relations: edgesOf(ref, needs.evidence).claimed,
          where: { cluster },
        }),
        joins: { ecs: `${cluster}/${name}` },
      },
    };
  });
  const described = [...services, ...describeResources('ecs', resources)];
  return [...described, ...namedBeside(described)];
};
