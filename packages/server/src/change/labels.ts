import type { Severity } from './alert.ts';
import type { Hint } from './hint.ts';
import { severityOf } from './severity.ts';

/** Names and values by which metrics are told apart, as Prometheus, Grafana and Kubernetes write them. */
export type Labels = Readonly<Record<string, string>>;

/** In the order in which they say it best: a job often names only what scrapes. */
const serviceNames = [
  'service',
  'service_name',
  'app',
  'application',
  'app_kubernetes_io_name',
  'deployment',
  'statefulset',
  'daemonset',
  'job',
];
const environmentNames = [
  'environment',
  'env',
  'deployment_environment',
  'deployment_environment_name',
  'stage',
];
const workloadNames = ['deployment', 'statefulset', 'daemonset', 'app', 'app_kubernetes_io_name', 'service'];
const severityNames = ['severity', 'priority', 'level'];

const firstOf = (labels: Labels, names: readonly string[]): string | null => {
  for (const name of names) {
    const value = Object.hasOwn(labels, name) ? labels[name]?.trim() : '';
    if (value !== undefined && value !== '') return value;
  }
  return null;
};

/** The texts among the members of an object; anything else there is no label. */
export const labelsIn = (value: unknown): Labels =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {};

const kubernetesHints = (labels: Labels): Hint[] => {
  const namespace = firstOf(labels, ['namespace', 'kubernetes_namespace', 'k8s_namespace_name']);
  const workload = firstOf(labels, workloadNames);
  if (namespace === null || workload === null) return [];
  return [{ join: 'kubernetes', value: `${namespace}/${workload}` }];
};

const hintFrom = (join: string, value: string | null): Hint[] => (value === null ? [] : [{ join, value }]);

/** What the labels of an alert tell of where it belongs. */
export const toldBy = (
  labels: Labels,
): {
  readonly severity: Severity | null;
  readonly services: readonly string[];
  readonly environment: string | null;
  readonly hints: readonly Hint[];
} => {
  const service = firstOf(labels, serviceNames);
  return {
    severity: severityOf(firstOf(labels, severityNames)),
    services: service === null ? [] : [service],
    environment: firstOf(labels, environmentNames),
    hints: [...kubernetesHints(labels), ...hintFrom('prometheus', firstOf(labels, ['job']))],
  };
};
