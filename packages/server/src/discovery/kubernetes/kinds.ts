/** A kind of object that is listed and watched; docs/discovery/kubernetes.yaml grants exactly these. */
export type Followed = {
  readonly kind: string;
  /** Empty: the core group. */
  readonly group: string;
  readonly version: 'v1' | 'v2';
  readonly resource: string;
  /**
   * `runs`: it is described, and what is not seen any longer fades. `explains`: it says more about what runs; where it cannot
   * be read for a while, what it last said is gone by. `granted`: as that, and nothing is missed where it is not granted.
   */
  readonly as: 'runs' | 'explains' | 'granted';
};

/** Secrets are not among them, and never will be: their names stand in what runs, and their values are nobody's business. */
export const followed: readonly Followed[] = [
  { kind: 'Deployment', group: 'apps', version: 'v1', resource: 'deployments', as: 'runs' },
  { kind: 'StatefulSet', group: 'apps', version: 'v1', resource: 'statefulsets', as: 'runs' },
  { kind: 'DaemonSet', group: 'apps', version: 'v1', resource: 'daemonsets', as: 'runs' },
  { kind: 'CronJob', group: 'batch', version: 'v1', resource: 'cronjobs', as: 'runs' },
  { kind: 'Service', group: '', version: 'v1', resource: 'services', as: 'explains' },
  { kind: 'Ingress', group: 'networking.k8s.io', version: 'v1', resource: 'ingresses', as: 'explains' },
  {
    kind: 'NetworkPolicy',
    group: 'networking.k8s.io',
    version: 'v1',
    resource: 'networkpolicies',
    as: 'explains',
  },
  { kind: 'ConfigMap', group: '', version: 'v1', resource: 'configmaps', as: 'granted' },
  {
    kind: 'HorizontalPodAutoscaler',
    group: 'autoscaling',
    version: 'v2',
    resource: 'horizontalpodautoscalers',
    as: 'granted',
  },
];

/** Where the API serves the kind: in one namespace, or (null) in all of them. */
export const pathOf = ({ group, version, resource }: Followed, namespace: string | null): string => {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return namespace === null
    ? `${root}/${resource}`
    : `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}`;
};

export const apiVersionOf = ({ group, version }: Followed): string =>
  group === '' ? version : `${group}/${version}`;
