import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  type Service,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { EcsService } from './ecs-map.ts';
import { chunksOf, everyItem, isArn, Unanswered, unanswered } from './pages.ts';

export type Looked<Found> = {
  readonly found: readonly Found[];
  /** What could not be looked at, in words; empty where all was. */
  readonly missing: readonly string[];
};

/** Revisions never change, so each is asked for once. */
export type Definitions = Map<string, TaskDefinition>;

type Ask = { readonly client: ECSClient; readonly signal: AbortSignal };

const clustersOf = ({ client, signal }: Ask): Promise<string[]> =>
  everyItem(async (nextToken) => {
    const answer = await client.send(new ListClustersCommand({ nextToken }), { abortSignal: signal });
    return { items: answer.clusterArns, next: answer.nextToken };
  }, isArn);

/** As many services as one DescribeServices takes. */
const atOnce = 10;

const servicesOf = async ({ client, signal }: Ask, cluster: string): Promise<Service[]> => {
  const arns = await everyItem(async (nextToken) => {
    const answer = await client.send(new ListServicesCommand({ cluster, nextToken, maxResults: 100 }), {
      abortSignal: signal,
    });
    return { items: answer.serviceArns, next: answer.nextToken };
  }, isArn);
  const services: Service[] = [];
  for (const part of chunksOf(arns, atOnce)) {
    const command = new DescribeServicesCommand({ cluster, services: part, include: ['TAGS'] });
    const answer = await client.send(command, { abortSignal: signal });
    if (!Array.isArray(answer.services)) throw new Unanswered('what it answered is no list');
    // Gone between the list and the question is gone (`MISSING`); anything else was not told.
    const failures = answer.failures ?? [];
    const told = answer.services.length + failures.length;
    if (told < part.length || failures.some(({ reason }) => reason !== 'MISSING'))
      throw new Unanswered('it did not tell of every service');
    services.push(...answer.services);
  }
  return services.filter(({ status }) => status !== 'INACTIVE');
};

const definitionOf = async (
  { client, signal }: Ask,
  arn: string | undefined,
  known: Definitions,
): Promise<TaskDefinition | undefined> => {
  if (arn === undefined) return undefined;
  const before = known.get(arn);
  if (before !== undefined) return before;
  const command = new DescribeTaskDefinitionCommand({ taskDefinition: arn });
  const { taskDefinition } = await client.send(command, { abortSignal: signal });
  if (taskDefinition === undefined) throw new Unanswered('what it answered is no task definition');
  known.set(arn, taskDefinition);
  return taskDefinition;
};

/** Every service of every cluster of the region. A cluster that the role may not see leaves the others readable. */
export const lookAtEcs = async (ask: Ask, known: Definitions): Promise<Looked<EcsService>> => {
  const found: EcsService[] = [];
  const missing: string[] = [];
  const used = new Set<string>();
  for (const cluster of await clustersOf(ask)) {
    try {
      for (const service of await servicesOf(ask, cluster)) {
        found.push({ service, definition: await definitionOf(ask, service.taskDefinition, known) });
        used.add(service.taskDefinition ?? '');
      }
    } catch (error) {
      ask.signal.throwIfAborted();
      const why = unanswered(error);
      if (!why.denied) throw why;
      missing.push(`cluster ${cluster.slice(cluster.lastIndexOf('/') + 1)}: ${why.message}`);
    }
  }
  for (const arn of known.keys()) if (!used.has(arn)) known.delete(arn);
  return { found, missing };
};
