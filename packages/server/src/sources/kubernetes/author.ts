import { instant } from '../../change/instant.ts';
import type { Actor } from '../../change/observation.ts';
import { field, listAt, textAt } from '../json.ts';

/** Who last wrote a field, as the API server notes it (`metadata.managedFields`), and when. */
export type Author = { readonly manager: string; readonly at: string | null; readonly scales: boolean };

const owns = (entry: unknown, path: readonly string[]): boolean =>
  field(entry, 'fieldsV1', ...path.map((name) => `f:${name}`)) !== null;

/**
 * Who last wrote what is at the path; null where nobody is noted. What controllers write into the status is noted too, under the
 * subresource `status`. https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export const authorOf = (object: unknown, path: readonly string[]): Author | null => {
  const authors = listAt(object, 'metadata', 'managedFields')
    .filter((entry) => textAt(entry, 'subresource') !== 'status' && owns(entry, path))
    .flatMap((entry): Author[] => {
      const manager = textAt(entry, 'manager');
      const at = instant(field(entry, 'time'));
      return manager === null ? [] : [{ manager, at, scales: textAt(entry, 'subresource') === 'scale' }];
    });
  return authors.sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))[0] ?? null;
};

/** The autoscaler writes through the scale subresource, under the name of the controller that it is part of. */
export const isAutoscaler = (author: Author | null): boolean =>
  author !== null &&
  (/horizontal-pod-autoscaler|keda/i.test(author.manager) ||
    (author.scales && /^kube-controller-manager$/.test(author.manager)));

const robots: readonly (readonly [RegExp, string])[] = [
  [/argocd/i, 'Argo CD'],
  [/kustomize-controller|helm-controller|flux/i, 'Flux'],
  [/^helm/i, 'Helm'],
  [/terraform/i, 'Terraform'],
  [/pulumi/i, 'Pulumi'],
  [/spinnaker/i, 'Spinnaker'],
  [/controller|operator|^kube-/i, ''],
];

/** Which program wrote it. `kubectl` may be a person's or a pipeline's: nobody can tell. */
export const actorOf = (author: Author | null): Partial<Actor> | null => {
  if (author === null) return null;
  if (isAutoscaler(author)) return { name: 'autoscaler', kind: 'automation' };
  if (/^kubectl/.test(author.manager)) return { name: 'kubectl' };
  const known = robots.find(([pattern]) => pattern.test(author.manager));
  if (known === undefined) return { name: author.manager };
  return { name: known[1] || author.manager, kind: 'automation' };
};
