import { type CodeHost, type Entry, type Pages, type Repository, type Tree, Unread } from '../code-host.ts';
import { everyPage } from '../pages.ts';
import { type Client, type GithubOptions, openClient } from './client.ts';
import { repositoryOf, textOf, treeOf } from './map.ts';

/** Folders where known files stand beside the root, asked for one by one where a tree is too large to come at once. */
const knownFolders = ['.github', 'docs', '.gitlab', 'api', 'openapi'];

const isNext = (headers: Headers): boolean => /\brel="?next"?/.test(headers.get('link') ?? '');

const allOf = (client: Client, organisation: string) => (known: Pages, signal: AbortSignal) =>
  everyPage({
    known,
    repositoryOf,
    ask: async (page, etag) => {
      const { status, headers, data } = await client({
        path: `/orgs/${encodeURIComponent(organisation)}/repos`,
        // In the order of their making: a new one changes only the last page, and no page by moving others.
        query: { type: 'all', sort: 'created', direction: 'asc', per_page: '100', page: String(page) },
        etag,
        signal,
      });
      if (status === 304) return { is: 'unchanged' };
      return { is: 'read', etag: headers.get('etag'), more: isNext(headers), items: data };
    },
  });

const treeBy =
  (client: Client) =>
  async ({ name, branch }: Repository, signal: AbortSignal): Promise<Tree> => {
    if (branch === null) return { entries: [], whole: true };
    const root = `/repos/${name}/git/trees/${encodeURIComponent(branch)}`;
    const read = async (path: string, recursive: boolean): Promise<Tree> => {
      const { data } = await client({ path, query: recursive ? { recursive: '1' } : {}, signal });
      const tree = treeOf(data);
      if (tree === undefined) throw new Unread('what it answered is no tree');
      return tree;
    };
    const whole = await read(root, true);
    if (whole.whole) return whole;
    // More than 100,000 entries or 7 MB: the root, and the folders where known files stand.
    const entries: Entry[] = [...(await read(root, false)).entries];
    for (const folder of knownFolders) {
      const path = `/repos/${name}/git/trees/${encodeURIComponent(`${branch}:${folder}`)}`;
      const inside = await read(path, false).catch((error) => {
        if (error instanceof Unread && error.message === 'it answered 404') return { entries: [] };
        throw error;
      });
      entries.push(...inside.entries.map((entry) => ({ ...entry, path: `${folder}/${entry.path}` })));
    }
    return { entries, whole: false };
  };

const textBy =
  (client: Client) =>
  async ({ name }: Repository, { blob }: Entry, signal: AbortSignal): Promise<string> => {
    const { data } = await client({ path: `/repos/${name}/git/blobs/${encodeURIComponent(blob)}`, signal });
    const text = textOf(data);
    if (text === undefined) throw new Unread('what it answered is no file');
    return text;
  };

/** An organisation of GitHub, or of a server of one's own. */
export const github = (organisation: string, options: GithubOptions): CodeHost => {
  const client = openClient(options);
  const host = options.api.host === 'api.github.com' ? 'github.com' : options.api.host;
  return {
    name: `github ${organisation}`,
    origin: `${host}/${organisation}`,
    originOf: ({ name }) => `${host}/${name}`,
    repositories: allOf(client, organisation),
    tree: treeBy(client),
    text: textBy(client),
    blindMs: 0,
  };
};
