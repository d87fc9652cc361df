import { describeCluster } from '@nightjar/descriptors/kubernetes/describe';
import { type Settings, table } from '../settings.ts';
import { watchChanges } from '../sources/kubernetes/watch-changes.ts';
import { boundedFetch } from './bounded-fetch.ts';
import type { Discoverer } from './discoverer.ts';
import { fetchTextFrom } from './fetch-text.ts';
import { fileReader } from './file-reader.ts';
import { readHost } from './read-host.ts';
import { refuse } from './refusals.ts';

/** A list of 100 repositories is half a megabyte, a tree of 100,000 entries some twenty. */
const bounds = { timeoutMs: 30_000, mostBytes: 64 * 2 ** 20 };

/**
 * A discoverer of which nothing is loaded before it looks: the vendors' clients take 1 s and 100 MiB (Kubernetes), 0.5 s and
 * 66 MiB (AWS), which a house that looks at neither does not pay.
 */
const onceLooked = (name: string, everyMs: number, load: () => Promise<Discoverer>): Discoverer => {
  let loaded: Promise<Discoverer> | undefined;
  return {
    name,
    everyMs,
    run: async (discovering) => {
      loaded ??= load();
      await (await loaded).run(discovering);
    },
  };
};

/** Every one of `names` read with the token; refuses where there are names and no token. */
const withToken = <Read>(
  names: readonly string[],
  token: string | undefined,
  setting: { readonly env: string },
  read: (name: string, token: string) => Read,
): Read[] => {
  if (names.length === 0) return [];
  if (token === undefined)
    throw refuse('discovery.token-missing', {
      detail: `${setting.env} is not set, to read ${names.join(', ')} with.`,
    });
  return names.map((name) => read(name, token));
};

/** What looks at the outside, as it is set. */
export const discoverersOf = (settings: Settings, now: () => Date): Discoverer[] => {
  const everyMs = settings.discoverEvery * 60_000;
  const fetch = boundedFetch(bounds);
  const reading = {
    everyMs,
    include: settings.repositories,
    reader: fileReader,
    fetchText: fetchTextFrom({ allow: settings.fetchAllow }),
    now,
  };
  return [
    ...settings.kubernetes.map((target) =>
      onceLooked(`kubernetes ${target.cluster}`, everyMs, async () => {
        const { kubernetes } = await import('./kubernetes/index.ts');
        return kubernetes({
          target,
          namespaces: settings.kubernetesNamespaces,
          describe: describeCluster,
          everyMs,
          witness: ({ deliver, recall, keep }) =>
            watchChanges(target, {
              deliver: (change) => deliver('kubernetes', change),
              recall,
              keep,
              now,
            }),
        });
      }),
    ),
    ...settings.awsRegions.map((region) =>
      onceLooked(`aws ${region}`, everyMs, async () => {
        const { aws } = await import('./aws/index.ts');
        return aws({ region, everyMs, endpoint: settings.awsEndpoint?.href });
      }),
    ),
    ...withToken(settings.githubOrganisations, settings.githubToken, table.githubToken, (name, token) =>
      onceLooked(`github ${name}`, everyMs, async () => {
        const { github } = await import('./github/index.ts');
        return readHost(github(name, { token, api: settings.githubApi, fetch }), reading);
      }),
    ),
    ...withToken(settings.gitlabGroups, settings.gitlabToken, table.gitlabToken, (name, token) =>
      onceLooked(`gitlab ${name}`, everyMs, async () => {
        const { gitlab } = await import('./gitlab/index.ts');
        return readHost(gitlab(name, { token, url: settings.gitlabUrl, fetch }), reading);
      }),
    ),
  ];
};

/** Texts that must stand nowhere. */
export const secretsOf = ({ githubToken, gitlabToken }: Settings): string[] =>
  [githubToken, gitlabToken].filter((token) => token !== undefined);
