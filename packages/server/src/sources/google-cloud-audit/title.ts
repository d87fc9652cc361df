import { entryOf } from '../json.ts';
import type { Method } from './method.ts';

/** `CreateServiceAccountKey` → `create service account key`; `setIamPolicy` → `set IAM policy`. */
const wordsOf = (verb: string): string =>
  verb
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .split(/[\s_]+/)
    .map((word) =>
      /^(iam|dns|ssl|url|vpn|api|gke|sql)$/i.test(word) ? word.toUpperCase() : word.toLowerCase(),
    )
    .join(' ');

/** `instanceGroupManagers` → `instanceGroupManager`. */
const singular = (noun: string): string => noun.replace(/ies$/, 'y').replace(/(?<=[a-z])s$/, '');

/** As the product is called, where a method does not say whose instance or cluster it is. */
const products: Readonly<Record<string, string>> = {
  cloudsql: 'Cloud SQL',
  sqladmin: 'Cloud SQL',
  container: 'GKE',
  compute: 'Compute Engine',
  redis: 'Memorystore',
  dns: 'Cloud DNS',
};

/** The verbs of REST, as people say them. */
const verbs: Readonly<Record<string, string>> = { insert: 'create', patch: 'change' };

/** What a title begins with, of a method without words of its own: `Update Cloud SQL instance`. */
export const headOf = (method: Method): string => {
  const isRest = /^[a-z]/.test(method.verb) && method.noun !== null;
  const said = isRest
    ? `${entryOf(verbs, method.verb) ?? wordsOf(method.verb)} ${wordsOf(singular(method.noun ?? ''))}`
    : wordsOf(method.verb);
  const [verb = '', ...rest] = said.split(' ');
  const product = entryOf(products, method.service);
  return [
    verb.charAt(0).toUpperCase() + verb.slice(1),
    ...(product === undefined ? [] : [product]),
    ...rest,
  ].join(' ');
};
