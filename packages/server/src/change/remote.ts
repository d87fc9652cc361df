import type { Hint } from './hint.ts';

const joins: readonly (readonly [RegExp, string])[] = [
  [/github/i, 'github'],
  [/gitlab/i, 'gitlab'],
  [/bitbucket/i, 'bitbucket'],
];

type Remote = {
  readonly host: string;
  /** `acme/pricing` */
  readonly path: string;
  /** Its last part. */
  readonly name: string;
};

/** Where a repository lies, by the address it is cloned from or looked at: `https://…/acme/pricing.git`, `git@…:acme/pricing.git`. */
export const remoteOf = (address: string | null): Remote | null => {
  const [, host, whole] =
    /^(?:(?:https?|ssh|git):\/\/)?(?:[^\s@/]*@)?([^\s:/@]+)(?::\d+)?[:/]([^\s?#]+)$/i.exec(address ?? '') ??
    [];
  const path = whole?.replace(/(?<!\/)\/+$/, '').replace(/\.git$/i, '');
  const name = path?.split('/').at(-1);
  return host && path?.includes('/') && name ? { host: host.toLowerCase(), path, name } : null;
};

/** How the catalog would know the repository at an address, where its host gives away what kind it is. */
export const repositoryHints = (address: string | null): readonly Hint[] => {
  const remote = remoteOf(address);
  const join = remote === null ? undefined : joins.find(([host]) => host.test(remote.host))?.[1];
  return remote === null || join === undefined ? [] : [{ join, value: remote.path }];
};
