import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test has the server do instead of answering; undefined: answer. */
export type Mischief = (
  action: string,
  request: IncomingMessage,
) => ((response: ServerResponse) => void) | undefined;

export const cloudKey = { accessKeyId: 'AKIASENTINEL', secretAccessKey: 'sentinel/of/the/cloud/key' };

const account = '123456789012';
const arnOf = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:${account}:${rest}`;

type Body = Record<string, unknown>;

const answer = (
  response: ServerResponse,
  status: number,
  body: unknown,
  type = 'application/x-amz-json-1.1',
) => void response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));

/** As AWS refuses in JSON 1.1 and in REST: the name of the error in the body, and in a header. */
export const refusing =
  (name: string, status = 400) =>
  (response: ServerResponse) =>
    void response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': name })
      .end(JSON.stringify({ __type: name, message: `User: arn:aws:iam::${account}:role/x is not happy` }));

/**
 * The part of ECS (JSON 1.1: a POST with X-Amz-Target) and Lambda (REST) that is asked, with pages of two.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference, https://docs.aws.amazon.com/lambda/latest/api
 */
export const fakeCloud = async () => {
  const clusters = new Map<string, Map<string, Body>>();
  const definitions = new Map<string, Body>();
  const functions = new Map<string, { configuration: Body; tags: Record<string, string> }>();
  const mappings: Body[] = [];
  const asked: string[] = [];
  let mischief: Mischief = () => undefined;

  const page = <Item>(all: readonly Item[], token: unknown) => {
    const from = Number(token ?? 0);
    return { items: all.slice(from, from + 2), next: all.length > from + 2 ? String(from + 2) : undefined };
  };

  const ecs: Record<string, (body: Body) => Body> = {
    ListClusters: ({ nextToken }) => {
      const { items, next } = page(
        [...clusters.keys()].map((name) => arnOf('ecs', `cluster/${name}`)),
        nextToken,
      );
      return { clusterArns: items, nextToken: next };
    },
    ListServices: ({ cluster, nextToken }) => {
      const name = String(cluster).split('/').at(-1) ?? '';
      const all = [...(clusters.get(name)?.keys() ?? [])].map((it) => arnOf('ecs', `service/${name}/${it}`));
      const { items, next } = page(all, nextToken);
      return { serviceArns: items, nextToken: next };
    },
    DescribeServices: ({ cluster, services }) => {
      const name = String(cluster).split('/').at(-1) ?? '';
      const all = (services as string[]).map((arn) => clusters.get(name)?.get(arn.split('/').at(-1) ?? ''));
      return { services: all.filter((it) => it !== undefined), failures: [] };
    },
    DescribeTaskDefinition: ({ taskDefinition }) => ({
      taskDefinition: definitions.get(String(taskDefinition)),
    }),
  };

  const lambda = (url: URL): [string, () => Body] => {
    const marker = url.searchParams.get('Marker');
    if (url.pathname.startsWith('/2015-03-31/functions')) {
      const { items, next } = page(
        [...functions.values()].map((it) => it.configuration),
        marker,
      );
      return ['lambda:ListFunctions', () => ({ Functions: items, NextMarker: next })];
    }
    if (url.pathname.startsWith('/2015-03-31/event-source-mappings')) {
      const { items, next } = page(mappings, marker);
      return ['lambda:ListEventSourceMappings', () => ({ EventSourceMappings: items, NextMarker: next })];
    }
    const name = decodeURIComponent(url.pathname).split(':').at(-1) ?? '';
    return ['lambda:ListTags', () => ({ Tags: functions.get(name)?.tags ?? {} })];
  };

  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const target = request.headers['x-amz-target'];
      const url = new URL(request.url ?? '/', 'http://cloud');
      const [action, work] =
        target === undefined
          ? lambda(url)
          : [
              `ecs:${String(target).split('.')[1]}`,
              () =>
                ecs[String(target).split('.')[1] ?? '']?.(JSON.parse(Buffer.concat(pieces).toString())) ?? {},
            ];
      asked.push(action);
      const trick = mischief(action, request);
      if (trick !== undefined) return trick(response);
      return answer(response, 200, work(), target === undefined ? 'application/json' : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    mappings,
    mischief: (instead: Mischief) => {
      mischief = instead;
    },
    service: (cluster: string, name: string, container: Body = {}, more: Body = {}) => {
      const taskDefinition = arnOf('ecs', `task-definition/${name}:${definitions.size + 1}`);
      definitions.set(taskDefinition, {
        taskDefinitionArn: taskDefinition,
        containerDefinitions: [{ name, image: `acme/${name}:1.0`, ...container }],
      });
      const services = clusters.get(cluster) ?? new Map<string, Body>();
      clusters.set(cluster, services);
      services.set(name, {
        serviceName: name,
        serviceArn: arnOf('ecs', `service/${cluster}/${name}`),
        clusterArn: arnOf('ecs', `cluster/${cluster}`),
        status: 'ACTIVE',
        taskDefinition,
        ...more,
      });
    },
    lambda: (name: string, variables: Record<string, string> = {}, tags: Record<string, string> = {}) =>
      functions.set(name, {
        configuration: {
          FunctionName: name,
          FunctionArn: arnOf('lambda', `function:${name}`),
          Runtime: 'python3.13',
          Environment: { Variables: variables },
        },
        tags,
      }),
    empty: () => {
      clusters.clear();
      functions.clear();
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type FakeCloud = Awaited<ReturnType<typeof fakeCloud>>;
