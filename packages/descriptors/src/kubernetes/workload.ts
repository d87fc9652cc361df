import type { Ref } from '../ref.ts';
import { at, type Fields, fieldsAt, listAt, textAt, textOf, wordsAt } from '../unknown.ts';
import type { Seen } from './object.ts';

/** What runs pods. */
export type Workload = {
  readonly seen: Seen;
  /** Of the pods, with the workload's own where a pod has none: selectors look at pods. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly pod: Fields;
  /** Init containers too: what a pod waits for before it starts, it needs. */
  readonly containers: readonly unknown[];
  /** The first container, which by convention is what the pod is for; sidecars come after it. */
  readonly main: unknown;
};

/** A workload, and which entity it is part of. */
export type Placed = { readonly workload: Workload; readonly ref: Ref; readonly name: string };

const templates: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['template'],
  StatefulSet: ['template'],
  DaemonSet: ['template'],
  CronJob: ['jobTemplate', 'spec', 'template'],
};

export const workloadOf = (seen: Seen): Workload | null => {
  const path = templates[seen.kind];
  if (path === undefined) return null;
  const template = fieldsAt(seen.spec, ...path);
  const pod = fieldsAt(template, 'spec');
  const containers = listAt(pod, 'containers');
  const podLabels = wordsAt(template, 'metadata', 'labels');
  return {
    seen,
    podLabels,
    labels: { ...podLabels, ...seen.labels },
    annotations: { ...wordsAt(template, 'metadata', 'annotations'), ...seen.annotations },
    pod,
    containers: [...containers, ...listAt(pod, 'initContainers')],
    main: containers.find((container) => at(container, 'name') === seen.name) ?? containers[0],
  };
};

export const imageIn = (container: unknown): string => textAt(container, 'image') ?? '';

export const portsOf = (workload: Workload): number[] =>
  workload.containers.flatMap((container) =>
    listAt(container, 'ports').flatMap((port) => {
      const number = at(port, 'containerPort');
      return typeof number === 'number' ? [number] : [];
    }),
  );

export const mountsOf = (workload: Workload): string[] =>
  workload.containers.flatMap((container) =>
    listAt(container, 'volumeMounts').flatMap((mount) => textAt(mount, 'mountPath') ?? []),
  );

/** The words of a container's command, a script's as one word. */
export const commandOf = (container: unknown): string[] =>
  [...listAt(container, 'command'), ...listAt(container, 'args')].flatMap((word) => textOf(word) ?? []);
