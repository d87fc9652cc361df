import type { Entry, Repository } from '../code-host.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOr = <Else>(value: unknown, other: Else): string | Else =>
  typeof value === 'string' && value !== '' ? value : other;

/** `GET /groups/:id/projects`, an item. Undefined: that is no project. */
export const repositoryOf = (item: unknown): Repository | undefined => {
  if (!isFields(item)) return undefined;
  const { id, path_with_namespace: name, web_url: url, topics } = item;
  if (typeof id !== 'number' || typeof name !== 'string' || !/^[\w.-]+(\/[\w.-]+)+$/.test(name))
    return undefined;
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) return undefined;
  const changedAt = new Date(textOr(item['last_activity_at'], textOr(item['created_at'], '')));
  if (Number.isNaN(changedAt.getTime())) return undefined;
  return {
    id: String(id),
    name,
    url,
    description: textOr(item['description'], null),
    // Told by an address of its own, a request a project: not worth one.
    language: null,
    topics: Array.isArray(topics) ? topics.filter((topic) => typeof topic === 'string') : [],
    branch: item['empty_repo'] === true ? null : textOr(item['default_branch'], null),
    archived: item['archived'] === true,
    fork: isFields(item['forked_from_project']),
    changedAt: changedAt.toISOString(),
  };
};

/** `GET /projects/:id/repository/tree`, a page. Undefined: that is no tree. */
export const entriesOf = (body: unknown): Entry[] | undefined => {
  if (!Array.isArray(body)) return undefined;
  const entries: Entry[] = [];
  for (const entry of body as readonly unknown[]) {
    if (!isFields(entry) || typeof entry['path'] !== 'string' || typeof entry['id'] !== 'string')
      return undefined;
    // Not symbolic links (120000): they may lead out of the repository.
    const isFile = entry['type'] === 'blob' && entry['mode'] !== '120000';
    if (isFile) entries.push({ path: entry['path'], blob: entry['id'] });
  }
  return entries;
};
