import { at, type Fields, fieldsAt, fieldsOf, listAt, textAt, wordsAt } from '../unknown.ts';

/** An object of a cluster or a manifest, as far as it is known where it stands. */
export type Located = { readonly object: unknown; readonly place?: string; readonly line?: number };

export type Seen = {
  readonly kind: string;
  readonly name: string;
  /** `` where a manifest leaves it to whoever applies it. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Fields;
  /** A ConfigMap's. */
  readonly data: Readonly<Record<string, string>>;
  /** It comes from a cluster and not from a file: what it says of replicas is what an autoscaler wants just now. */
  readonly living: boolean;
  readonly place: string;
  readonly line: number | undefined;
};

/** Kinds by their API group: a Knative Service is not a Service. */
const groups: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['apps', 'extensions'],
  StatefulSet: ['apps'],
  DaemonSet: ['apps', 'extensions'],
  CronJob: ['batch'],
  Service: [''],
  ConfigMap: [''],
  Ingress: ['networking.k8s.io', 'extensions'],
  NetworkPolicy: ['networking.k8s.io', 'extensions'],
};

/** Does describing a cluster take objects of this kind? Secrets, Pods and everything else it does without. */
export const neededObject = (kind: string): boolean => Object.hasOwn(groups, kind);

const isNeeded = (kind: string, apiVersion: string): boolean => {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return neededObject(kind) && (groups[kind]?.includes(group) ?? false);
};

/**
 * The objects that matter, lists unpacked. What an object is, is asked before anything else of it: nothing of a Secret is
 * looked at, not even its name.
 */
export const seenIn = ({ object, place, line }: Located): Seen[] => {
  const kind = textAt(object, 'kind') ?? '';
  const apiVersion = textAt(object, 'apiVersion') ?? '';
  if (kind === 'List' && apiVersion === 'v1')
    return listAt(object, 'items').flatMap((item) =>
      at(item, 'kind') === 'List'
        ? []
        : seenIn({ object: item, ...(place && { place }), ...(line && { line }) }),
    );
  if (!isNeeded(kind, apiVersion)) return [];
  const name = textAt(object, 'metadata', 'name');
  if (name === undefined || name === '') return [];
  const namespace = textAt(object, 'metadata', 'namespace') ?? '';
  return [
    {
      kind,
      name,
      namespace,
      labels: wordsAt(object, 'metadata', 'labels'),
      annotations: wordsAt(object, 'metadata', 'annotations'),
      spec: fieldsAt(object, 'spec'),
      data: kind === 'ConfigMap' ? wordsAt(object, 'data') : {},
      living: Object.hasOwn(fieldsOf(object), 'status'),
      place: place ?? [namespace, kind, name].filter((part) => part !== '').join('/'),
      line,
    },
  ];
};
