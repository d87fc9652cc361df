import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test has the server do instead of answering; undefined: answer. */
export type Mischief = (
  request: IncomingMessage,
  url: URL,
) => ((response: ServerResponse) => void) | undefined;

export type StoredRepository = {
  readonly id: number;
  name: string;
  description: string | null;
  language: string | null;
  topics: string[];
  archived: boolean;
  fork: boolean;
  changedAt: string;
  files: Record<string, string>;
};

const hash = (text: string) => createHash('sha1').update(text).digest('hex');

export const codeToken = 'ghp_sentinelOfTheCodeHost0000000000000000';

/** What both hosts have in common: repositories, an answer with an ETag, a count of what was asked and what it cost. */
const codeServer = async (
  route: (
    url: URL,
    reply: Reply,
    server: { readonly repositories: StoredRepository[]; readonly url: string },
  ) => void,
  tokenOf: (request: IncomingMessage) => string | undefined,
) => {
  const repositories: StoredRepository[] = [];
  const asked: string[] = [];
  let full = 0;
  let mischief: Mischief = () => undefined;
  let url = '';
  const server = createServer((request, response) => {
    const at = new URL(request.url ?? '/', url);
    asked.push(at.pathname + at.search);
    const trick = mischief(request, at);
    if (trick !== undefined) return trick(response);
    const reply: Reply = (body, headers = {}) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const etag = `W/"${hash(text + JSON.stringify(headers))}"`;
      const fresh = request.headers['if-none-match'] === etag;
      if (!fresh) full += 1;
      response.writeHead(fresh ? 304 : 200, {
        'content-type': 'application/json; charset=utf-8',
        etag,
        ...headers,
      });
      response.end(fresh ? undefined : text);
    };
    if (tokenOf(request) !== codeToken)
      return void response.writeHead(401).end('{"message":"Bad credentials"}');
    try {
      route(at, reply, { repositories, url });
    } catch {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
    }
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let clock = Date.parse('2026-03-01T00:00:00Z');
  return {
    url: new URL(url),
    repositories,
    asked,
    /** Answers that were sent whole, which is what GitHub counts. */
    full: () => full,
    forget: () => {
      asked.length = 0;
      full = 0;
    },
    mischief: (instead: Mischief) => {
      mischief = instead;
    },
    push: (name: string, files: Record<string, string> = {}, more: Partial<StoredRepository> = {}) => {
      clock += 60_000;
      const changedAt = new Date(clock).toISOString();
      const there = repositories.find((repository) => repository.name === name);
      if (there !== undefined)
        return void Object.assign(there, { changedAt, ...more, files: { ...there.files, ...files } });
      return void repositories.push({
        id: 1000 + repositories.length,
        name,
        description: null,
        language: 'Go',
        topics: [],
        archived: false,
        fork: false,
        changedAt,
        files,
        ...more,
      });
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type Reply = (body: unknown, headers?: Record<string, string>) => void;

const must = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('not found');
  return value;
};

const slice = <Item>(all: readonly Item[], url: URL) => {
  const [page, size] = [
    Number(url.searchParams.get('page') ?? 1),
    Number(url.searchParams.get('per_page') ?? 30),
  ];
  return { items: all.slice((page - 1) * size, page * size), more: all.length > page * size, page };
};

/** https://docs.github.com/en/rest: repositories of an organisation, trees, blobs. */
export const fakeGithub = () =>
  codeServer(
    (url, reply, { repositories, url: base }) => {
      const [, first, organisation, second, kind, what, sha] = url.pathname
        .split('/')
        .map(decodeURIComponent);
      if (first === 'orgs' && second === 'repos') {
        const { items, more, page } = slice(
          repositories.filter(({ name }) => name.startsWith(`${organisation}/`)),
          url,
        );
        url.searchParams.set('page', String(page + 1));
        return reply(
          items.map((repository) => ({
            id: repository.id,
            full_name: repository.name,
            html_url: `https://github.com/${repository.name}`,
            description: repository.description,
            language: repository.language,
            topics: repository.topics,
            default_branch: 'main',
            archived: repository.archived,
            fork: repository.fork,
            pushed_at: repository.changedAt,
            size: 10,
          })),
          more ? { link: `<${base}${url.pathname}${url.search}>; rel="next", <${base}/x>; rel="last"` } : {},
        );
      }
      const repository = must(repositories.find(({ name }) => name === `${organisation}/${second}`));
      const all = Object.entries(repository.files);
      if (kind === 'git' && what === 'trees' && sha === 'main')
        return reply({
          sha: 'tree',
          truncated: false,
          tree: all.map(([path, text]) => ({ path, mode: '100644', type: 'blob', sha: hash(text) })),
        });
      const [, text] = must(all.find(([, content]) => what === 'blobs' && hash(content) === sha));
      return reply({
        sha,
        encoding: 'base64',
        content: Buffer.from(text).toString('base64'),
        size: text.length,
      });
    },
    ({ headers }) => headers.authorization?.replace(/^(token|bearer) /i, ''),
  );

/** https://docs.gitlab.com/api: projects of a group, repository trees with keyset pages, raw blobs. */
export const fakeGitlab = () =>
  codeServer(
    (url, reply, { repositories, url: base }) => {
      const parts = url.pathname.replace('/api/v4', '').split('/').map(decodeURIComponent);
      if (parts[1] === 'groups') {
        const { items, more, page } = slice(
          repositories.filter(({ name }) => name.startsWith(`${parts[2]}/`)),
          url,
        );
        return reply(
          items.map((repository) => ({
            id: repository.id,
            path_with_namespace: repository.name,
            web_url: `https://gitlab.com/${repository.name}`,
            description: repository.description,
            topics: repository.topics,
            default_branch: 'main',
            empty_repo: false,
            archived: repository.archived,
            last_activity_at: repository.changedAt,
            ...(repository.fork ? { forked_from_project: { id: 1 } } : {}),
          })),
          { 'x-next-page': more ? String(page + 1) : '' },
        );
      }
      const repository = must(repositories.find(({ id }) => id === Number(parts[2])));
      const all = Object.entries(repository.files);
      if (parts[4] === 'tree') {
        const from = Number(url.searchParams.get('page_token') ?? 0);
        const size = 2;
        url.searchParams.set('page_token', String(from + size));
        return reply(
          all
            .slice(from, from + size)
            .map(([path, text]) => ({ id: hash(text), path, type: 'blob', mode: '100644' })),
          all.length > from + size ? { link: `<${base}${url.pathname}${url.search}>; rel="next"` } : {},
        );
      }
      const [, text] = must(all.find(([, content]) => hash(content) === parts[5]));
      return reply(text, { 'content-type': 'text/plain' });
    },
    ({ headers }) => headers['private-token'] as string | undefined,
  );

export type FakeHost = Awaited<ReturnType<typeof fakeGithub>>;
