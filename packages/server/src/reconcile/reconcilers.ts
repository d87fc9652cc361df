import { boundedFetch } from '../discovery/bounded-fetch.ts';
import type { Fetch } from '../discovery/code-host.ts';
import { openClient as gitlabClient } from '../discovery/gitlab/client.ts';
import { gitlab as gitlabHost } from '../discovery/gitlab/index.ts';
import { restClient } from '../discovery/rest-client.ts';
import type { Settings } from '../settings.ts';
import { argocd } from './argocd/index.ts';
import { gitlab } from './gitlab/index.ts';
import { launchdarkly } from './launchdarkly/index.ts';
import { pagerduty } from './pagerduty/index.ts';
import type { Reconciler } from './reconciler.ts';

/** A page of a hundred deployments is a megabyte; all applications of a large Argo CD are some thirty. */
const bounds = { timeoutMs: 30_000, mostBytes: 64 * 2 ** 20 };

/** Longer limits are not waited for: they end the look, and are kept over a restart. */
const patienceSeconds = 5;

/** GitHub's client is not loaded before it is asked: it takes half a second and some thirty MiB. */
const githubOf = (settings: Settings, everyMs: number, fetch: Fetch): Reconciler[] => {
  const { githubToken: token, githubApi: api } = settings;
  if (token === undefined) return [];
  const place = api.host === 'api.github.com' ? 'github.com' : api.host;
  return settings.githubOrganisations.flatMap((organisation) => {
    const open = async () => {
      const [{ github: host }, { openClient }, { github }, { githubHooks }] = await Promise.all([
        import('../discovery/github/index.ts'),
        import('../discovery/github/client.ts'),
        import('./github/index.ts'),
        import('./github/hooks.ts'),
      ]);
      const options = { token, api, fetch, patienceSeconds };
      const parts = { host: host(organisation, options), client: openClient(options), everyMs };
      return { changes: github(parts), hooks: githubHooks({ organisation, ...parts }) };
    };
    let opened: ReturnType<typeof open> | undefined;
    const ready = () => {
      opened ??= open();
      return opened;
    };
    const is = { source: 'github', origin: `${place}/${organisation}`, everyMs, withinMs: 1000 };
    return [
      { ...is, name: `github ${organisation}`, run: async (it) => (await ready()).changes.run(it) },
      { ...is, name: `github ${organisation} hooks`, run: async (it) => (await ready()).hooks.run(it) },
    ];
  });
};

const gitlabOf = (settings: Settings, everyMs: number, fetch: Fetch): Reconciler[] => {
  const { gitlabToken: token, gitlabUrl: url } = settings;
  if (token === undefined) return [];
  const options = { token, url, fetch, patienceSeconds };
  return settings.gitlabGroups.map((group) =>
    gitlab({ host: gitlabHost(group, options), client: gitlabClient(options), everyMs }),
  );
};

/** What is asked for changes that webhooks may have lost, as it is set: whatever there is a token for. */
export const reconcilersOf = (settings: Settings, fetch: Fetch = boundedFetch(bounds)): Reconciler[] => {
  const everyMs = settings.reconcileEvery * 60_000;
  const { argocdUrl, argocdToken, launchdarklyUrl, launchdarklyToken, pagerdutyUrl, pagerdutyToken } =
    settings;
  const rest = (base: URL, headers: Readonly<Record<string, string>>) =>
    restClient({ base, headers, fetch, patienceSeconds });
  return [
    ...githubOf(settings, everyMs, fetch),
    ...gitlabOf(settings, everyMs, fetch),
    ...(argocdUrl === undefined || argocdToken === undefined
      ? []
      : [
          argocd({
            url: argocdUrl,
            client: rest(argocdUrl, { authorization: `Bearer ${argocdToken}` }),
            everyMs,
          }),
        ]),
    ...(launchdarklyToken === undefined
      ? []
      : [
          launchdarkly({
            url: launchdarklyUrl,
            client: rest(launchdarklyUrl, { authorization: launchdarklyToken }),
            everyMs,
          }),
        ]),
    ...(pagerdutyToken === undefined
      ? []
      : [
          pagerduty({
            url: pagerdutyUrl,
            client: rest(pagerdutyUrl, {
              authorization: `Token token=${pagerdutyToken}`,
              accept: 'application/vnd.pagerduty+json;version=2',
            }),
            everyMs,
          }),
        ]),
  ];
};

/** Texts that must stand nowhere. */
export const secretsOf = (settings: Settings): string[] =>
  [
    settings.githubToken,
    settings.gitlabToken,
    settings.argocdToken,
    settings.launchdarklyToken,
    settings.pagerdutyToken,
  ].filter((token) => token !== undefined);
