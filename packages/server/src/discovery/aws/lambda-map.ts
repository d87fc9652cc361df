import type { EventSourceMappingConfiguration, FunctionConfiguration } from '@aws-sdk/client-lambda';
import { entityOfAnnotations } from '@nightjar/descriptors/annotate/says-of-annotations';
import type { Description, Relation } from '@nightjar/descriptors/description';
import { edgesOf } from '@nightjar/descriptors/evidence/edges';
import { namedBeside } from '@nightjar/descriptors/evidence/named-beside';
import { refOf } from '@nightjar/descriptors/ref';
import { describeResources, needsIn, type Resource, resourceOfArn, type Variable } from './names.ts';
import { saysOf } from './says.ts';

export type LambdaFunction = {
  readonly configuration: Omit<FunctionConfiguration, 'Environment'>;
  readonly variables: readonly Variable[];
  readonly tags: Readonly<Record<string, string>>;
  readonly sources: readonly EventSourceMappingConfiguration[];
};

const languages: readonly (readonly [beginning: string, language: string])[] = [
  ['nodejs', 'javascript'],
  ['python', 'python'],
  ['java', 'java'],
  ['go', 'go'],
  ['ruby', 'ruby'],
  ['dotnet', 'c#'],
];

const languageOf = (runtime: string): string | undefined =>
  languages.find(([beginning]) => runtime.startsWith(beginning))?.[1];

const fedBy = (sources: readonly EventSourceMappingConfiguration[]): Resource[] =>
  sources.flatMap(({ EventSourceArn: arn, State }) =>
    arn === undefined || State === 'Disabled' ? [] : (resourceOfArn(arn) ?? []),
  );

/** What functions of Lambda say. They have no address of their own that another would name, so none calls one. */
export const describeLambda = (all: readonly LambdaFunction[]): Description[] => {
  const resources: Resource[] = [];
  const functions = all.flatMap(({ configuration, variables, tags, sources }): Description[] => {
    const { FunctionName: name, Runtime: runtime, Description: description } = configuration;
    if (name === undefined || name === '') return [];
    const ref = entityOfAnnotations(tags) ?? refOf('service', name);
    const needs = needsIn(variables, new Map());
    const feeding = fedBy(sources);
    resources.push(...needs.resources, ...feeding);
    const fed = feeding.map(
      (it): Relation => ({ type: 'dependsOn', to: it.to, why: 'event source mapping' }),
    );
    const known = new Set(fed.map(({ to }) => to));
    const relations = edgesOf(ref, needs.evidence).claimed.filter(({ to }) => !known.has(to));
    const language = runtime === undefined ? undefined : languageOf(runtime);
    return [
      {
        entity: ref,
        name: ref === refOf('service', name) ? name : ref.slice(ref.lastIndexOf('/') + 1),
        by: 'lambda',
        place: name,
        says: {
          ...(description ? { description } : {}),
          ...(runtime === undefined ? {} : { runtime }),
          ...(language === undefined ? {} : { language }),
          ...saysOf({
            name,
            tags,
            variables,
            deployment: 'lambda',
            version: null,
            relations: [...new Map([...fed, ...relations].map((it) => [it.to, it])).values()],
            where: {},
          }),
          joins: { lambda: name },
        },
      },
    ];
  });
  const described = [...functions, ...describeResources('lambda', resources)];
  return [...described, ...namedBeside(described)];
};
