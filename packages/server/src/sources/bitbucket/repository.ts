import type { Actor } from '../../change/observation.ts';
import { headline, linkTo, listAt, textAt } from '../json.ts';
import type { Report } from '../source.ts';

/** Cloud writes `links.html.href`, Data Center `links.self[0].href`. */
export const pageOf = (thing: unknown): string | null =>
  textAt(thing, 'links', 'html', 'href') ?? textAt(listAt(thing, 'links', 'self')[0], 'href');

/** `acme/pricing` in Cloud, `MON/pricing` (the project's key and the slug) in Data Center. */
const fullNameOf = (repository: unknown): string | null => {
  const [key, slug] = [textAt(repository, 'project', 'key'), textAt(repository, 'slug')];
  return textAt(repository, 'full_name') ?? (key === null || slug === null ? null : `${key}/${slug}`);
};

/** The repository a delivery is about, or null where it names none. */
export const repositoryOf = (repository: unknown) => {
  const fullName = fullNameOf(repository);
  if (fullName === null) return null;
  const page = pageOf(repository)?.replace(/\/(browse)?\/?$/, '');
  const url = page && /^https?:\/\/[^/]+\/./i.test(page) ? page : `https://bitbucket.org/${fullName}`;
  return {
    name: fullName.split('/').at(-1) ?? fullName,
    fullName,
    url,
    /** `bitbucket.org/acme/pricing`: the first part of every key, so that no two hosts can be mistaken for one another. */
    place: url.replace(/^https?:\/\//i, '').toLowerCase(),
    mainBranch: textAt(repository, 'mainbranch', 'name'),
  };
};

export type Repository = NonNullable<ReturnType<typeof repositoryOf>>;

export const aboutRepository = ({ name, fullName }: Repository) =>
  ({
    services: [name],
    tags: { repository: fullName },
    hints: [{ join: 'bitbucket', value: fullName }],
  }) satisfies Report;

/** A commit as people write it. Cloud gives a merge's commit in twelve digits, and elsewhere in forty. */
export const shortHash = (hash: string | null): string | null =>
  hash !== null && /^[0-9a-f]{7,64}$/i.test(hash) && !/^0+$/.test(hash) ? hash.slice(0, 7) : null;

export const commitLink = ({ url }: Repository, hash: string | null) =>
  linkTo('commit', shortHash(hash) === null ? null : `${url}/commits/${hash}`);

/**
 * What a commit did to the main branch has one key, so that a merge and the push that it makes are one change. By its first twelve
 * digits, because Cloud says no more of a merge.
 */
export const commitKey = ({ place }: Repository, hash: string): string =>
  `${place}/commit/${hash.toLowerCase().slice(0, 12)}`;

/** A person or robot: Cloud `{ nickname, display_name, type: user | AppUser }`, Data Center `{ name, displayName, type: NORMAL | SERVICE }`. */
export const actorOf = (account: unknown, author: unknown = null): Partial<Actor> | null => {
  const called = (it: unknown): string | null =>
    textAt(it, 'nickname') ?? textAt(it, 'name') ?? textAt(it, 'display_name') ?? textAt(it, 'displayName');
  const name = called(account);
  if (name === null) return null;
  if (!/^(service|app_?user)$/i.test(textAt(account, 'type') ?? '')) return { name };
  const person = called(author);
  return { name, kind: 'automation', onBehalfOf: person === name ? null : person };
};

export const mergeTitle = (number: string, title: string | null): string =>
  title === null ? `Merge #${number}` : `Merge #${number}: ${title}`;

/** The pull request that a commit's message speaks of, as Cloud and Data Center write the messages of merges. */
export const mergeIn = (message: string | null): string | null => {
  const plain = (message ?? '').replaceAll('\r\n', '\n');
  const cloud = /^Merged in [^\n]* \(pull request #(\d{1,9})\)(?:\n\s*\n([^\n]*))?/.exec(plain);
  if (cloud?.[1] !== undefined) return mergeTitle(cloud[1], headline(cloud[2] ?? null));
  const own = /^Pull request #(\d{1,9}): ([^\n]*)/.exec(plain);
  return own?.[1] === undefined ? null : mergeTitle(own[1], headline(own[2] ?? null));
};
