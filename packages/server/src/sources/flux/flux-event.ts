import { instant } from '../../change/instant.ts';
import { field, headline, textAt } from '../json.ts';
import type { Report } from '../source.ts';

/** An event of Flux (fluxcd/pkg, apis/event/v1beta1). */
export type FluxEvent = {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly reason: string;
  readonly isError: boolean;
  readonly message: string;
  readonly at: string | null;
  readonly metadata: Readonly<Record<string, string>>;
};

/** Keys may carry the group of the object: `kustomize.toolkit.fluxcd.io/revision` is `revision`. */
const metadataIn = (body: unknown): Record<string, string> => {
  const all = field(body, 'metadata');
  if (typeof all !== 'object' || all === null || Array.isArray(all)) return {};
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key.slice(key.lastIndexOf('/') + 1), value]] : [],
    ),
  );
};

export const fluxEventIn = (body: unknown): FluxEvent | null => {
  const object = field(body, 'involvedObject');
  const [kind, name, reason] = [textAt(object, 'kind'), textAt(object, 'name'), textAt(body, 'reason')];
  if (kind === null || name === null || reason === null) return null;
  const namespace = textAt(object, 'namespace') ?? 'default';
  return {
    kind,
    name,
    namespace,
    uid: textAt(object, 'uid') ?? '',
    reason,
    isError: textAt(body, 'severity') === 'error',
    message: textAt(body, 'message') ?? '',
    at: instant(field(body, 'timestamp')),
    metadata: metadataIn(body),
  };
};

const own = (metadata: FluxEvent['metadata'], ...keys: readonly string[]): string | null =>
  keys.map((key) => (Object.hasOwn(metadata, key) ? metadata[key]?.trim() : '')).find(Boolean) ?? null;

/** The commit behind an OCI artifact comes first: it is what people know. */
export const revisionOf = ({ metadata }: FluxEvent): string | null =>
  own(metadata, 'originRevision', 'revision');
export const appVersionOf = ({ metadata }: FluxEvent): string | null =>
  own(metadata, 'app-version', 'appVersion');

/** An alert's eventMetadata says where it runs: Flux itself does not know. */
export const environmentOf = ({ metadata }: FluxEvent): string | null =>
  own(metadata, 'environment', 'env', 'cluster');

/** `main@sha1:731f7ea…`, `main/731f7ea…`, `6.5.4@sha256:…` → the commit's first digits, or the version. */
export const shortRevision = (revision: string | null): string | null => {
  const commit = /(?:sha1:|\/)([0-9a-f]{40})$/i.exec(revision ?? '')?.[1];
  return commit?.slice(0, 7) ?? revision?.split('@', 1)[0]?.slice(0, 60) ?? null;
};

/** What every change of an object has. The uid is the cluster's, so two clusters with the same names are two. */
export const aboutObject = (it: FluxEvent) =>
  ({
    services: [it.name],
    hints: [
      { join: 'flux', value: `${it.namespace}/${it.name}` },
      { join: 'kubernetes', value: `${it.namespace}/${it.name}` },
    ],
    environment: environmentOf(it),
    actor: { name: 'flux', kind: 'automation' },
    ...(it.at === null ? {} : { at: it.at }),
    summary: headline(it.message, 1000),
    tags: { object: `${it.kind}/${it.namespace}/${it.name}` },
    extra: { reason: it.reason, revision: revisionOf(it), message: it.message.slice(0, 4000) },
  }) satisfies Report;

export const placeOf = ({ kind, namespace, name, uid }: FluxEvent): string =>
  [kind, uid, namespace, name].join('/');

/** `2026-03-01`, for what has no number of its own and may happen again another day. */
export const dayOf = ({ at }: FluxEvent): string => at?.slice(0, 10) ?? '';
