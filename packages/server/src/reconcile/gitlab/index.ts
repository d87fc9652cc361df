import { instant } from '../../change/instant.ts';
import { type CodeHost, type Pages, Unread } from '../../discovery/code-host.ts';
import { jsonOf, type RestClient } from '../../discovery/rest-client.ts';
import type { Fetched } from '../../sources/fetched.ts';
import { field } from '../../sources/json.ts';
import { askEach } from '../ask-each.ts';
import type { Looked, Reconciler, Reconciling } from '../reconciler.ts';
import { type Visit, visitsOf } from '../visits.ts';
import { deploymentOf } from './body.ts';

export type GitlabReconcilerOptions = {
  readonly host: CodeHost;
  readonly client: RestClient;
  readonly everyMs: number;
};

/** 1,000 deployments of one project in one look. */
const mostPages = 10;

type Asked = { readonly fetched: readonly Fetched[]; readonly upTo: Date };

const askOne = async (
  { repository, from }: Visit,
  client: RestClient,
  { to, signal }: Reconciling,
): Promise<Asked> => {
  const fetched: Fetched[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const answer = await client({
      path: `/projects/${encodeURIComponent(repository.id)}/deployments`,
      query: {
        updated_after: from.toISOString(),
        updated_before: to.toISOString(),
        order_by: 'updated_at',
        sort: 'asc',
        per_page: '100',
        page: String(page),
      },
      signal,
    });
    const items = await jsonOf(answer);
    if (!Array.isArray(items)) throw new Unread('what it answered is no list of deployments');
    fetched.push(...items.flatMap((item) => deploymentOf(repository, item)));
    if ((answer.headers.get('x-next-page') ?? '') === '' || items.length === 0) return { fetched, upTo: to };
    const last = instant(field(items.at(-1), 'updated_at'));
    if (page === mostPages && last !== null) return { fetched, upTo: new Date(last) };
  }
  return { fetched, upTo: to };
};

const look = async (options: GitlabReconcilerOptions, reconciling: Reconciling): Promise<Looked> => {
  const { host, client, everyMs } = options;
  const { from, to, recall, keep, signal } = reconciling;
  const known = ((await recall('pages')) ?? {}) as Pages;
  const { repositories, pages } = await host.repositories(known, signal);
  const asked = await askEach(visitsOf(repositories, { from, to, everyMs }), reconciling, (visit) =>
    askOne(visit, client, reconciling),
  );
  return {
    fetched: asked.flatMap(({ fetched }) => fetched),
    upTo: new Date(Math.min(to.getTime(), ...asked.map(({ upTo }) => upTo.getTime()))),
    done: () => keep('pages', pages),
  };
};

/** Deployments of a group of GitLab, with all groups within it. */
export const gitlab = (options: GitlabReconcilerOptions): Reconciler => ({
  name: options.host.name,
  source: 'gitlab',
  origin: options.host.origin,
  everyMs: options.everyMs,
  // The webhook tells when it was told, the API when the row was written.
  withinMs: 120_000,
  run: (reconciling) => look(options, reconciling),
});
