/** Objects as the API server of a cluster gives them. */

type More = {
  readonly generation?: number;
  readonly image?: string;
  readonly replicas?: number;
  readonly env?: string;
  readonly restartedAt?: string;
  readonly uid?: string;
  readonly paused?: boolean;
  readonly status?: object;
  readonly managed?: readonly object[];
};

/** An entry of `metadata.managedFields`. */
export const wrote = (manager: string, time: string, fields: object, subresource?: string) => ({
  manager,
  operation: 'Update',
  apiVersion: 'apps/v1',
  time,
  fieldsType: 'FieldsV1',
  fieldsV1: fields,
  ...(subresource === undefined ? {} : { subresource }),
});
export const template = { 'f:spec': { 'f:template': {} } };
export const replicas = { 'f:spec': { 'f:replicas': {} } };

/** All pods of the newest template are there. */
export const done = (generation: number, count = 3, at = '2026-03-01T10:03:00Z') => ({
  observedGeneration: generation,
  replicas: count,
  updatedReplicas: count,
  availableReplicas: count,
  conditions: [
    { type: 'Available', status: 'True', lastUpdateTime: at },
    { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', lastUpdateTime: at },
  ],
});

/** `fresh` pods of the newest template are there. */
export const rolling = (generation: number, fresh: number, count = 3) => ({
  observedGeneration: generation,
  replicas: count + 1,
  updatedReplicas: fresh,
  availableReplicas: count,
  conditions: [{ type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' }],
});

export const stuck = (generation: number) => ({
  ...rolling(generation, 1),
  conditions: [
    {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: 'ReplicaSet "pricing-7d9" has timed out progressing.',
      lastUpdateTime: '2026-03-01T10:20:00Z',
    },
  ],
});

export const deployment = ({ generation = 1, image = 'acme/pricing:v811', ...more }: More = {}) => ({
  metadata: {
    name: 'pricing',
    namespace: 'shop',
    uid: more.uid ?? '6f1c',
    generation,
    resourceVersion: '1',
    managedFields: more.managed ?? [wrote('kubectl-client-side-apply', '2026-03-01T10:00:00Z', template)],
  },
  spec: {
    replicas: more.replicas ?? 3,
    ...(more.paused === true ? { paused: true } : {}),
    template: {
      metadata: {
        labels: { app: 'pricing' },
        annotations:
          more.restartedAt === undefined ? {} : { 'kubectl.kubernetes.io/restartedAt': more.restartedAt },
      },
      spec: {
        containers: [
          { name: 'app', image, env: [{ name: 'LEVEL', value: more.env ?? 'info' }] },
          { name: 'proxy', image: 'envoy:1.30' },
        ],
      },
    },
  },
  status: more.status ?? done(generation, more.replicas ?? 3),
});

export const configMap = (data: Readonly<Record<string, string>>, time = '2026-03-01T10:00:00Z') => ({
  metadata: {
    name: 'pricing-config',
    namespace: 'shop',
    uid: 'c0',
    resourceVersion: '1',
    managedFields: [wrote('argocd-controller', time, { 'f:data': {} })],
  },
  data,
});

export const autoscaler = (least: number, most: number, time = '2026-03-01T10:00:00Z') => ({
  metadata: {
    name: 'pricing',
    namespace: 'shop',
    uid: 'a0',
    managedFields: [wrote('helm', time, { 'f:spec': { 'f:maxReplicas': {} } })],
  },
  spec: {
    minReplicas: least,
    maxReplicas: most,
    scaleTargetRef: { kind: 'Deployment', name: 'pricing' },
    metrics: [{ type: 'Resource' }],
  },
  status: { currentReplicas: 4 },
});
