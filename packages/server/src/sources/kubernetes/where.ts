import type { Seen } from './seen.ts';

/** The cluster, and what its workloads run in. */
export type Where = { readonly cluster: string; readonly environment: string };

/** Names an object for as long as it lives: one that is made anew under the same name is another. */
export const placeOf = ({ kind, namespace, name, uid }: Seen, { cluster }: Where): string =>
  `${cluster}/${namespace}/${kind}/${name}/${uid}`.slice(0, 440);

/** What every change of an object says of it. */
export const about = (seen: Seen, where: Where) => ({
  services: [seen.name],
  hints: [
    { join: 'kubernetes', value: seen.namespace === '' ? seen.name : `${seen.namespace}/${seen.name}` },
  ],
  environment: where.environment,
  tags: { cluster: where.cluster, ...(seen.namespace === '' ? {} : { namespace: seen.namespace }) },
});

/** When it was so, where the cluster tells; else it is dated by when it was seen. */
export const moment = (at: string | null | undefined): { readonly at?: string } => (at == null ? {} : { at });
