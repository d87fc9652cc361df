import { type CodeHost, type Entry, type Pages, type Repository, type Tree, Unread } from '../code-host.ts';
import { everyPage } from '../pages.ts';
import type { RestClient } from '../rest-client.ts';
import { type GitlabOptions, openClient } from './client.ts';
import { entriesOf, repositoryOf } from './map.ts';

/** 100,000 files. */
const mostPages = 1000;

const jsonOf = async (answer: Response): Promise<unknown> => {
  try {
    return await answer.json();
  } catch {
    return undefined;
  }
};

/** RFC 8288, as far as GitLab uses it: keyset pages have no other way on. */
const nextOf = (answer: Response, from: URL | string): URL | null => {
  const found = /<([^<>]+)>\s*;[^,<]*\brel="?next"?/.exec(answer.headers.get('link') ?? '');
  return found?.[1] === undefined ? null : URL.parse(found[1], from);
};

const allOf = (client: RestClient, group: string) => (known: Pages, signal: AbortSignal) =>
  everyPage({
    known,
    repositoryOf,
    ask: async (page, etag) => {
      const answer = await client({
        path: `/groups/${encodeURIComponent(group)}/projects`,
        query: {
          include_subgroups: 'true',
          with_shared: 'false',
          order_by: 'id',
          sort: 'asc',
          per_page: '100',
          page: String(page),
        },
        etag,
        signal,
      });
      if (answer.status === 304) return { is: 'unchanged' };
      const more = (answer.headers.get('x-next-page') ?? '') !== '';
      return { is: 'read', etag: answer.headers.get('etag'), more, items: await jsonOf(answer) };
    },
  });

const treeBy =
  (client: RestClient, base: URL) =>
  async ({ id, branch }: Repository, signal: AbortSignal): Promise<Tree> => {
    if (branch === null) return { entries: [], whole: true };
    const entries: Entry[] = [];
    let path: string | URL = `/projects/${encodeURIComponent(id)}/repository/tree`;
    let query: Record<string, string> = {
      ref: branch,
      recursive: 'true',
      per_page: '100',
      pagination: 'keyset',
    };
    const asked = new Set<string>();
    for (let page = 1; page <= mostPages; page += 1) {
      const answer: Response = await client({ path, query, signal });
      const read = entriesOf(await jsonOf(answer));
      if (read === undefined) throw new Unread('what it answered is no tree');
      entries.push(...read);
      const next = nextOf(answer, base);
      if (next === null) return { entries, whole: true };
      if (asked.has(next.href)) throw new Unread('its tree goes round in a ring');
      asked.add(next.href);
      [path, query] = [next, {}];
    }
    return { entries, whole: false };
  };

const textBy =
  (client: RestClient) =>
  async ({ id }: Repository, { blob }: Entry, signal: AbortSignal): Promise<string> => {
    const path = `/projects/${encodeURIComponent(id)}/repository/blobs/${encodeURIComponent(blob)}/raw`;
    return await (await client({ path, signal })).text();
  };

/** A group of GitLab and all groups within it. */
export const gitlab = (group: string, options: GitlabOptions): CodeHost => {
  const client = openClient(options);
  const { host } = options.url;
  return {
    name: `gitlab ${group}`,
    origin: `${host}/${group}`,
    originOf: ({ name }) => `${host}/${name}`,
    repositories: allOf(client, group),
    tree: treeBy(client, options.url),
    text: textBy(client),
    // GitLab notes activity once an hour: https://docs.gitlab.com/api/projects/ (last_activity_at).
    blindMs: 2 * 3_600_000,
  };
};
