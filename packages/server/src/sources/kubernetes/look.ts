import { createHash } from 'node:crypto';
import { canonical } from '../../change/identity.ts';
import { field, idAt, listAt, textAt } from '../json.ts';
import { type Author, authorOf } from './author.ts';
import { type Progress, progressOf } from './progress.ts';

/** A list of pairs, not an object: redaction judges by names, and must not take the hash of a key for its secret. */
export type Pairs = readonly (readonly [name: string, value: string])[];

type Base = {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Labels that name the application. */
  readonly app: string | null;
};

export type WorkloadLook = Base & {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob';
  readonly generation: number;
  /** Image by container. */
  readonly images: Pairs;
  /** A hash of the pod template, its images and the moment of a restart left out. */
  readonly template: string;
  readonly restartedAt: string | null;
  /** Null where it is not counted: a DaemonSet, a CronJob. */
  readonly replicas: number | null;
  /** Of a CronJob: `0 3 * * *`, or `0 3 * * * (suspended)`. */
  readonly schedule: string | null;
  readonly cause: string | null;
  readonly progress: Progress;
  readonly templateBy: Author | null;
  readonly replicasBy: Author | null;
};

export type AutoscalerLook = Base & {
  readonly kind: 'HorizontalPodAutoscaler';
  readonly target: string | null;
  readonly least: number;
  readonly most: number;
  /** A hash of what it scales by. */
  readonly metrics: string;
  readonly by: Author | null;
};

export type ConfigLook = Base & {
  readonly kind: 'ConfigMap';
  /** A short hash of each value by its key: enough to tell that it changed, too little to find it again. */
  readonly keys: Pairs;
  readonly by: Author | null;
};

/** An object of a cluster as it stands, without what changes all the time. Secrets are never among them. */
export type Look = WorkloadLook | AutoscalerLook | ConfigLook;

const hashOf = (value: unknown, length = 16): string =>
  createHash('sha256')
    .update(canonical(value ?? null))
    .digest('hex')
    .slice(0, length);

const numberAt = (value: unknown, ...path: readonly string[]): number | null => {
  const found = field(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
};

const restart = 'kubectl.kubernetes.io/restartedAt';

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

/** The main containers first. */
const imagesOf = (template: unknown): Pairs =>
  ['containers', 'initContainers'].flatMap((list) =>
    listAt(template, 'spec', list).flatMap((container): [string, string][] => {
      const [name, image] = [textAt(container, 'name'), textAt(container, 'image')];
      return name === null || image === null ? [] : [[name, image]];
    }),
  );

/** The template without what is looked at by itself. */
const restOf = (template: unknown): unknown => {
  const bare = (list: string) =>
    listAt(template, 'spec', list).map((container) =>
      Object.fromEntries(entriesOf(container).filter(([name]) => name !== 'image')),
    );
  return {
    labels: field(template, 'metadata', 'labels'),
    annotations: Object.fromEntries(
      entriesOf(field(template, 'metadata', 'annotations')).filter(([name]) => name !== restart),
    ),
    spec: {
      ...Object.fromEntries(entriesOf(field(template, 'spec'))),
      containers: bare('containers'),
      initContainers: bare('initContainers'),
    },
  };
};

const scheduleOf = (object: unknown): string | null => {
  const schedule = textAt(object, 'spec', 'schedule');
  return schedule !== null && field(object, 'spec', 'suspend') === true
    ? `${schedule} (suspended)`
    : schedule;
};

const baseOf = (object: unknown): Base | null => {
  const [name, uid] = [textAt(object, 'metadata', 'name'), idAt(object, 'metadata', 'uid')];
  const labels = field(object, 'metadata', 'labels');
  if (name === null) return null;
  return {
    namespace: textAt(object, 'metadata', 'namespace') ?? '',
    name,
    uid: uid ?? '',
    app: textAt(labels, 'app.kubernetes.io/name') ?? textAt(labels, 'app'),
  };
};

const workload = (kind: WorkloadLook['kind'], base: Base, object: unknown): WorkloadLook => {
  const template =
    kind === 'CronJob'
      ? field(object, 'spec', 'jobTemplate', 'spec', 'template')
      : field(object, 'spec', 'template');
  return {
    kind,
    ...base,
    generation: numberAt(object, 'metadata', 'generation') ?? 0,
    images: imagesOf(template),
    template: hashOf(restOf(template)),
    restartedAt: textAt(field(template, 'metadata', 'annotations'), restart),
    replicas:
      kind === 'Deployment' || kind === 'StatefulSet' ? (numberAt(object, 'spec', 'replicas') ?? 1) : null,
    schedule: kind === 'CronJob' ? scheduleOf(object) : null,
    cause: textAt(object, 'metadata', 'annotations', 'kubernetes.io/change-cause'),
    progress: progressOf(kind, object),
    templateBy: authorOf(object, kind === 'CronJob' ? ['spec'] : ['spec', 'template']),
    replicasBy: authorOf(object, ['spec', 'replicas']),
  };
};

const autoscaler = (base: Base, object: unknown): AutoscalerLook => ({
  kind: 'HorizontalPodAutoscaler',
  ...base,
  target: textAt(object, 'spec', 'scaleTargetRef', 'name'),
  least: numberAt(object, 'spec', 'minReplicas') ?? 1,
  most: numberAt(object, 'spec', 'maxReplicas') ?? 0,
  metrics: hashOf([field(object, 'spec', 'metrics'), field(object, 'spec', 'behavior')]),
  by: authorOf(object, ['spec']),
});

const config = (base: Base, object: unknown): ConfigLook => ({
  kind: 'ConfigMap',
  ...base,
  keys: [...entriesOf(field(object, 'data')), ...entriesOf(field(object, 'binaryData'))].map(
    ([key, value]): [string, string] => [key.slice(0, 253), hashOf([base.uid, key, value], 8)],
  ),
  by: authorOf(object, ['data']),
});

/** Written again and again by machines: who leads, and the certificates of the cluster itself. */
const isChurn = (object: unknown, { name }: Base): boolean =>
  textAt(object, 'metadata', 'annotations', 'control-plane.alpha.kubernetes.io/leader') !== null ||
  /^(kube-root-ca\.crt|openshift-service-ca\.crt|istio-ca-root-cert)$|(^|-)leader(-|$)|-lock$/.test(name);

/** Null: that is nothing whose changes are told. Items of a list do not say what they are, so it is told. */
export const lookOf = (kind: string, object: unknown): Look | null => {
  const base = baseOf(object);
  if (base === null) return null;
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'CronJob':
      return workload(kind, base, object);
    case 'HorizontalPodAutoscaler':
      return autoscaler(base, object);
    case 'ConfigMap':
      return isChurn(object, base) ? null : config(base, object);
    default:
      return null;
  }
};
