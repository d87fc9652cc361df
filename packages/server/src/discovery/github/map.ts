import type { Entry, Repository, Tree } from '../code-host.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOr = <Else>(value: unknown, other: Else): string | Else =>
  typeof value === 'string' && value !== '' ? value : other;

/** `GET /orgs/{org}/repos`, an item. Undefined: that is no repository. */
export const repositoryOf = (item: unknown): Repository | undefined => {
  if (!isFields(item)) return undefined;
  const { id, full_name: name, html_url: url, topics, size } = item;
  if (typeof id !== 'number' || typeof name !== 'string' || !/^[\w.-]+\/[\w.-]+$/.test(name))
    return undefined;
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) return undefined;
  const pushed = textOr(item['pushed_at'], null);
  const changedAt = new Date(pushed ?? textOr(item['created_at'], ''));
  if (Number.isNaN(changedAt.getTime())) return undefined;
  return {
    id: String(id),
    name,
    url,
    description: textOr(item['description'], null),
    language: textOr(item['language'], null),
    topics: Array.isArray(topics) ? topics.filter((topic) => typeof topic === 'string') : [],
    // A repository that nobody has pushed to has the name of a branch, and no branch.
    branch:
      pushed === null || (size === 0 && item['language'] === null)
        ? null
        : textOr(item['default_branch'], null),
    archived: item['archived'] === true,
    fork: item['fork'] === true,
    changedAt: changedAt.toISOString(),
  };
};

/** `GET /repos/{owner}/{repo}/git/trees/{branch}`. Undefined: that is no tree. */
export const treeOf = (body: unknown): Tree | undefined => {
  if (!isFields(body) || !Array.isArray(body['tree'])) return undefined;
  const entries: Entry[] = [];
  for (const entry of body['tree'] as readonly unknown[]) {
    if (!isFields(entry) || typeof entry['path'] !== 'string' || typeof entry['sha'] !== 'string')
      return undefined;
    // Not symbolic links (120000): they may lead out of the repository.
    const isFile = entry['type'] === 'blob' && entry['mode'] !== '120000';
    if (isFile) entries.push({ path: entry['path'], blob: entry['sha'] });
  }
  return { entries, whole: body['truncated'] !== true };
};

/** `GET /repos/{owner}/{repo}/git/blobs/{sha}`. Undefined: that is no text. */
export const textOf = (body: unknown): string | undefined => {
  if (!isFields(body) || typeof body['content'] !== 'string') return undefined;
  const { content, encoding } = body;
  if (encoding === 'utf-8') return content;
  return encoding === 'base64' ? Buffer.from(content, 'base64').toString('utf8') : undefined;
};
