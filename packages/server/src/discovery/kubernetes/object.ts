import { apiVersionOf, type Followed } from './kinds.ts';

/** What is kept of an object: what it is meant to be, not how it does. */
export type KubernetesObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly [more: string]: unknown;
  };
  readonly [more: string]: unknown;
};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Bulk, or a copy of what was applied, values of variables included. */
const unwantedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** Readers look for hosts in no longer ones; certificates, scripts and dashboards are what is left out. */
const longestValue = 20_000;

const shortValues = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data).filter(([, value]) => typeof value === 'string' && value.length <= longestValue),
  );

const metadataOf = (metadata: Readonly<Record<string, unknown>>) => {
  const { name, namespace, labels, annotations, ownerReferences } = metadata;
  const { [unwantedAnnotation]: _, ...wanted } = isRecord(annotations) ? annotations : {};
  return {
    name: name as string,
    ...(typeof namespace === 'string' ? { namespace } : {}),
    ...(isRecord(labels) ? { labels } : {}),
    annotations: wanted,
    ...(Array.isArray(ownerReferences) ? { ownerReferences } : {}),
  };
};

/**
 * An object without what changes all the time or is of no use here: a rollout is a hundred events that change nothing but
 * the status. Undefined where it is no object of Kubernetes. Items of a list do not say what they are, so it is told.
 */
export const objectOf = (of: Followed, value: unknown): KubernetesObject | undefined => {
  if (!isRecord(value) || !isRecord(value['metadata'])) return undefined;
  const { name } = value['metadata'];
  if (typeof name !== 'string' || name === '') return undefined;
  const { spec, data } = value;
  return {
    apiVersion: apiVersionOf(of),
    kind: of.kind,
    metadata: metadataOf(value['metadata']),
    ...(isRecord(spec) ? { spec } : {}),
    ...(isRecord(data) ? { data: shortValues(data) } : {}),
    // That there is one tells a reader that the object lives, and does not only stand in a file.
    status: {},
  };
};

export const keyOf = ({ metadata }: KubernetesObject): string =>
  `${metadata.namespace ?? ''}/${metadata.name}`;
