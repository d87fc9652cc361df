import {
  type EventSourceMappingConfiguration,
  type FunctionConfiguration,
  type LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-lambda';
import type { LambdaFunction } from './lambda-map.ts';
import { breathe, everyItem, unanswered } from './pages.ts';

type Ask = { readonly client: LambdaClient; readonly signal: AbortSignal };

const isObject = (item: unknown): boolean => typeof item === 'object' && item !== null;
const isFunction = (item: unknown): boolean =>
  isObject(item) && typeof (item as FunctionConfiguration).FunctionName === 'string';

const functionsOf = ({ client, signal }: Ask): Promise<FunctionConfiguration[]> =>
  everyItem(async (Marker) => {
    const answer = await client.send(new ListFunctionsCommand({ Marker, MaxItems: 50 }), {
      abortSignal: signal,
    });
    return { items: answer.Functions, next: answer.NextMarker };
  }, isFunction);

const mappingsOf = ({ client, signal }: Ask): Promise<EventSourceMappingConfiguration[]> =>
  everyItem(async (Marker) => {
    const answer = await client.send(new ListEventSourceMappingsCommand({ Marker, MaxItems: 100 }), {
      abortSignal: signal,
    });
    return { items: answer.EventSourceMappings, next: answer.NextMarker };
  }, isObject);

/** Undefined where the role may not ask: what it would add is missed, and nothing else. */
const ifGranted = async <Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> => {
  try {
    return await work;
  } catch (error) {
    signal.throwIfAborted();
    const why = unanswered(error);
    if (why.denied) return undefined;
    throw why;
  }
};

/** Every function of the region, with its tags and what feeds it. */
export const lookAtLambda = async (ask: Ask): Promise<readonly LambdaFunction[]> => {
  const { client, signal } = ask;
  const configurations = await functionsOf(ask);
  const mappings = (await ifGranted(mappingsOf(ask), signal)) ?? [];
  const byFunction = Map.groupBy(mappings, ({ FunctionArn: arn = '' }) =>
    arn.split(':').slice(0, 7).join(':'),
  );
  const functions: LambdaFunction[] = [];
  let tagsGranted = true;
  for (const { Environment: environment, ...configuration } of configurations) {
    const arn = configuration.FunctionArn;
    await breathe(signal);
    const asked: { readonly Tags?: Record<string, string> | undefined } | undefined =
      arn === undefined || !tagsGranted
        ? { Tags: {} }
        : await ifGranted(
            client.send(new ListTagsCommand({ Resource: arn }), { abortSignal: signal }),
            signal,
          );
    tagsGranted &&= asked !== undefined;
    functions.push({
      configuration,
      variables: Object.entries(environment?.Variables ?? {}).map(([name, value]) => ({ name, value })),
      tags: asked?.Tags ?? {},
      sources: byFunction.get(arn ?? '') ?? [],
    });
  }
  return functions;
};
