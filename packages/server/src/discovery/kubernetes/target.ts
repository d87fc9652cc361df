import type { Parser } from '@nightjar/kernel/config/parsers';

/** A cluster, and how it is reached. */
export type Target = {
  /** What people call it; with `kubernetes`, what the discoverer is called. */
  readonly cluster: string;
  /** What its workloads run in, by the catalog's words. */
  readonly environment: string;
  readonly reach:
    | { readonly by: 'in-cluster' }
    | { readonly by: 'kubeconfig'; readonly path: string; readonly context: string | null };
};

const targetOf = (text: string): Target | undefined => {
  const found = /^(?:([\w.-]+):)?([\w.-]+)=(?:(in-cluster)|([^#\s]+)(?:#(\S+))?)$/.exec(text);
  const [, environment, cluster, inCluster, path, context] = found ?? [];
  if (cluster === undefined) return undefined;
  return {
    cluster,
    environment: environment ?? cluster,
    reach:
      inCluster === undefined
        ? { by: 'kubeconfig', path: path ?? '', context: context ?? null }
        : { by: 'in-cluster' },
  };
};

/** `prod=in-cluster`, `prod:eu-1=/etc/nightjar/kubeconfig#eu-1`. */
export const targets: Parser<readonly Target[]> = {
  says: 'clusters separated by spaces, each `[environment:]name=in-cluster` or `[environment:]name=path[#context]`',
  of: (it) => {
    const all = it
      .split(/\s+/)
      .filter((entry) => entry !== '')
      .map(targetOf);
    const names = new Set(all.map((target) => target?.cluster));
    return names.has(undefined) || names.size < all.length ? undefined : (all as Target[]);
  },
};
