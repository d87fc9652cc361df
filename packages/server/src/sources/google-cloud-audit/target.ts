import { isRecord } from '../../change/fields.ts';
import type { Link } from '../../change/observation.ts';
import { field, linkTo, listAt, textAt } from '../json.ts';
import { lastOf, locationOf, type Method, projectOf, requestOf, responseOf } from './method.ts';

/** What was changed: its name for people, and how the catalog may know it. */
export type Target = {
  readonly name: string;
  /** The thing itself, apart from the method that changed it. */
  readonly resource: string;
  readonly hints: readonly { readonly join: string; readonly value: string }[];
  readonly links: readonly Link[];
  readonly revert: Link | null;
};

const console = 'https://console.cloud.google.com';

/** `apps/v1/namespaces/shop/deployments/pricing` → namespace and name. */
const kubernetesObject = (resource: string) => {
  const [, namespace, name] = /(?:^|\/)namespaces\/([^/]+)\/[^/]+\/([^/]+)/.exec(resource) ?? [];
  return namespace === undefined || name === undefined ? null : { namespace, name };
};

const kubernetesTarget = (entry: unknown, resource: string): Target | null => {
  const it = kubernetesObject(resource);
  if (it === null) return null;
  const cluster = textAt(entry, 'resource', 'labels', 'cluster_name');
  return {
    name: it.name,
    resource: `${locationOf(entry) ?? '-'}/${cluster ?? '-'}/${resource}`,
    hints: [
      { join: 'kubernetes', value: `${it.namespace}/${it.name}` },
      { join: 'kubernetes', value: it.name },
    ],
    links: [],
    revert: null,
  };
};

const runTarget = (entry: unknown, name: string): Target => {
  const [project, location] = [projectOf(entry), locationOf(entry)];
  const page =
    project === null || location === null
      ? null
      : `${console}/run/detail/${[location, name].map(encodeURIComponent).join('/')}/revisions?project=${encodeURIComponent(project)}`;
  const [revisions] = linkTo('revisions', page);
  return {
    name,
    resource: `${location ?? '-'}/services/${name}`,
    hints: [{ join: 'google-cloud', value: `run/${project ?? '-'}/${name}` }],
    links: revisions === undefined ? [] : [revisions],
    revert:
      revisions === undefined ? null : { label: 'send traffic to an older revision', url: revisions.url },
  };
};

const labelsThatName = [
  'service_name',
  'function_name',
  'module_id',
  'nodepool_name',
  'cluster_name',
  'database_id',
  'instance_group_manager_name',
  'instance_template_name',
  'email_id',
  'secret_id',
  'topic_id',
] as const;

export const targetOf = (entry: unknown, method: Method): Target | null => {
  const resource = textAt(entry, 'protoPayload', 'resourceName') ?? '';
  if (method.service === 'k8s.io') return kubernetesTarget(entry, resource);
  const label = labelsThatName.map((it) => textAt(entry, 'resource', 'labels', it)).find((it) => it !== null);
  const name =
    method.service === 'run'
      ? (textAt(entry, 'resource', 'labels', 'service_name') ?? lastOf(resource))
      : (lastOf(resource) ?? label ?? null);
  if (name === null) return null;
  if (method.service === 'run' && /service/i.test(method.verb)) return runTarget(entry, name);
  // A database is named `project:instance`, a policy of a project by the project.
  const plain = name.slice(name.lastIndexOf(':') + 1);
  return {
    name: /^\d{10,}$/.test(plain) && label ? label : plain,
    resource: `${locationOf(entry) ?? '-'}/${resource || plain}`,
    hints: [{ join: 'google-cloud', value: `${method.service}/${projectOf(entry) ?? '-'}/${plain}` }],
    links: [],
    revert: null,
  };
};

/** Images that a request or its answer names, wherever the kind of resource keeps them. */
const imagesIn = (value: unknown): string[] => {
  const specs = [
    field(value, 'service', 'spec', 'template', 'spec'),
    field(value, 'spec', 'template', 'spec'),
    field(value, 'service', 'template'),
    field(value, 'template'),
  ];
  return specs.flatMap((spec) =>
    listAt(spec, 'containers').flatMap((it) => {
      const image = isRecord(it) ? textAt(it, 'image') : null;
      return image === null ? [] : [image];
    }),
  );
};

/** `europe-docker.pkg.dev/shop/pricing:v812` → `v812`; of a digest the first twelve digits. */
const versionIn = (image: string): string | null => {
  const digest = /@sha256:([0-9a-f]{12})/.exec(image)?.[1];
  const tag = /:([^/:@]+)(?:@|$)/.exec(image)?.[1];
  return tag ?? digest ?? null;
};

export const versionOf = (entry: unknown): { version: string | null; image: string | null } => {
  const image = [...imagesIn(requestOf(entry)), ...imagesIn(responseOf(entry))][0] ?? null;
  return { version: image === null ? null : versionIn(image), image };
};
