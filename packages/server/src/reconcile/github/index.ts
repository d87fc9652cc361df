import { instant } from '../../change/instant.ts';
import { type CodeHost, type Pages, Unread } from '../../discovery/code-host.ts';
import type { Client } from '../../discovery/github/client.ts';
import type { Fetched } from '../../sources/fetched.ts';
import { field, idAt } from '../../sources/json.ts';
import { askEach } from '../ask-each.ts';
import type { Looked, Reconciler, Reconciling } from '../reconciler.ts';
import { isWithin } from '../span.ts';
import { type Visit, visitsOf } from '../visits.ts';
import { deploymentOf, releaseOf, statusOf } from './body.ts';

export type GithubReconcilerOptions = {
  readonly host: CodeHost;
  readonly client: Client;
  readonly everyMs: number;
};

/** For so long a deployment may be under way, or wait for somebody's word. */
const underWayMs = 2 * 86_400_000;
/** 1,000 deployments of one repository. */
const mostPages = 10;

type Etags = Readonly<Record<string, string>>;
type Memory = { readonly pages: Pages; readonly etags: Etags };

const memoryOf = (kept: unknown): Memory => {
  const [pages, etags] = [field(kept, 'pages'), field(kept, 'etags')];
  return { pages: (pages ?? {}) as Pages, etags: (etags ?? {}) as Etags };
};

const listOf = (data: unknown): readonly unknown[] => {
  if (!Array.isArray(data)) throw new Unread('what it answered is no list');
  return data;
};

/** Asks one repository; what has not changed since it was last asked is answered with 304, which costs nothing. */
const asking = (
  client: Client,
  known: Etags,
  fresh: Map<string, string>,
  { to, signal }: Pick<Reconciling, 'to' | 'signal'>,
) => {
  const list = async (path: string, query: Record<string, string>, moment: string) => {
    const { status, headers, data } = await client({ path, query, etag: known[path], signal });
    const items = status === 304 ? [] : listOf(data);
    const etag = status === 304 ? known[path] : headers.get('etag');
    // What happened in the last minute is asked for at the next look: an answer that holds it must be given again.
    const settled = items.every((it) => !(Date.parse(instant(field(it, moment)) ?? '') > to.getTime()));
    if (etag && settled) fresh.set(path, etag);
    return items;
  };

  const deployments = async (root: string, from: Date): Promise<readonly unknown[]> => {
    const path = `${root}/deployments`;
    const all = [...(await list(path, { per_page: '100' }, 'updated_at'))];
    for (let page = 2; page <= mostPages && all.length === 100 * (page - 1); page += 1) {
      const oldest = instant(field(all.at(-1), 'created_at'));
      if (oldest === null || Date.parse(oldest) < from.getTime() - underWayMs) break;
      const { data } = await client({ path, query: { per_page: '100', page: String(page) }, signal });
      all.push(...listOf(data));
    }
    return all;
  };

  return async ({ repository, from }: Visit): Promise<Fetched[]> => {
    const root = `/repos/${repository.name}`;
    const found: (Fetched | null)[] = [];
    for (const deployment of await deployments(root, from)) {
      found.push(deploymentOf(repository, deployment));
      const id = idAt(deployment, 'id');
      const updated = instant(field(deployment, 'updated_at') ?? field(deployment, 'created_at'));
      // A status of it moves `updated_at`.
      if (id === null || updated === null || Date.parse(updated) <= from.getTime()) continue;
      const path = `${root}/deployments/${encodeURIComponent(id)}/statuses`;
      const { data } = await client({ path, query: { per_page: '100' }, signal });
      for (const status of listOf(data)) found.push(statusOf(repository, deployment, status));
    }
    for (const release of await list(`${root}/releases`, { per_page: '30' }, 'published_at'))
      found.push(releaseOf(repository, release));
    return found.filter((it) => it !== null && isWithin(it.at, from, to)) as Fetched[];
  };
};

const look = async (options: GithubReconcilerOptions, reconciling: Reconciling): Promise<Looked> => {
  const { host, client, everyMs } = options;
  const { from, to, recall, keep, signal } = reconciling;
  const memory = memoryOf(await recall('answers'));
  const { repositories, pages } = await host.repositories(memory.pages, signal);
  const fresh = new Map<string, string>();
  const ask = asking(client, memory.etags, fresh, reconciling);
  const visits = visitsOf(repositories, { from, to, everyMs });
  const found = await askEach(visits, reconciling, ask);
  return {
    fetched: found.flat(),
    upTo: to,
    // Kept only when what they stand for is recorded.
    done: () => keep('answers', { pages, etags: Object.fromEntries(fresh) }),
  };
};

/** Deployments, their statuses and releases of an organisation of GitHub, which never redelivers what was lost. */
export const github = (options: GithubReconcilerOptions): Reconciler => ({
  name: options.host.name,
  source: 'github',
  origin: options.host.origin,
  everyMs: options.everyMs,
  withinMs: 1000,
  run: (reconciling) => look(options, reconciling),
});
