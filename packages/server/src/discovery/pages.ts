import { type Pages, type Repository, Unread } from './code-host.ts';

/** 100,000 repositories: whoever has more has several organisations, and a list that does not end is a lie. */
const mostPages = 1000;

/** One page as it was answered: 304 where it is as it was. */
type AnsweredPage =
  | { readonly is: 'unchanged' }
  | { readonly is: 'read'; readonly etag: string | null; readonly more: boolean; readonly items: unknown };

type Paging = {
  readonly known: Pages;
  readonly ask: (page: number, etag: string | undefined) => Promise<AnsweredPage>;
  /** Undefined: that is no repository. */
  readonly repositoryOf: (item: unknown) => Repository | undefined;
};

const repositoriesOf = (items: unknown, repositoryOf: Paging['repositoryOf']): Repository[] => {
  if (!Array.isArray(items)) throw new Unread('what it answered is no list of repositories');
  return items.map((item) => {
    const repository = repositoryOf(item);
    if (repository === undefined) throw new Unread('its list of repositories holds what is none');
    return repository;
  });
};

/**
 * A list of repositories to its end. All or nothing: a page that fails, or holds what is no repository, fails the list, so
 * that half a list never reads as the other half having gone.
 */
export const everyPage = async ({ known, ask, repositoryOf }: Paging) => {
  const repositories = new Map<string, Repository>();
  const pages: Record<string, Pages[string]> = {};
  for (let page = 1; page <= mostPages; page += 1) {
    const before = known[page];
    const answer = await ask(page, before?.etag);
    if (answer.is === 'unchanged' && before === undefined) throw new Unread('it answered 304 unasked');
    const read =
      answer.is === 'read'
        ? { etag: answer.etag, more: answer.more, repositories: repositoriesOf(answer.items, repositoryOf) }
        : (before as Pages[string]);
    if (read.etag !== null) pages[page] = { ...read, etag: read.etag };
    const fresh = read.repositories.filter(({ id }) => !repositories.has(id));
    if (read.more && fresh.length === 0) throw new Unread('its list of repositories goes round in a ring');
    for (const repository of fresh) repositories.set(repository.id, repository);
    if (!read.more) return { repositories: [...repositories.values()], pages };
  }
  throw new Unread('its list of repositories does not end');
};
