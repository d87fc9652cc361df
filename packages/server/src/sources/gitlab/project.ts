import { isSha } from '../../change/commit.ts';
import type { Actor } from '../../change/observation.ts';
import { headline, idAt, linkTo, textAt } from '../json.ts';
import type { Report } from '../source.ts';

/** The project a delivery is about, or null where it names none. */
export const projectOf = (body: unknown) => {
  const path = textAt(body, 'project', 'path_with_namespace');
  const url = textAt(body, 'project', 'web_url')?.replace(/(?<!\/)\/+$/, '');
  if (path === null || !url) return null;
  return {
    path,
    /** Its part of the address: the name on the screen may be anything. */
    name: path.split('/').at(-1) ?? path,
    id: idAt(body, 'project', 'id'),
    url,
    /** `gitlab.com/acme/pricing`: the first part of every key, so that two installations cannot be mistaken for one another. */
    place: url.replace(/^https?:\/\//i, '').toLowerCase(),
    mainBranch: textAt(body, 'project', 'default_branch'),
  };
};

export type Project = NonNullable<ReturnType<typeof projectOf>>;

export const aboutProject = ({ name, path, id }: Project) =>
  ({
    services: [name],
    tags: { project: path },
    hints: [{ join: 'gitlab', value: path }, ...(id === null ? [] : [{ join: 'gitlab-project', value: id }])],
  }) satisfies Report;

export const commitLink = ({ url }: Project, sha: string | null) =>
  linkTo('commit', isSha(sha) ? `${url}/-/commit/${sha}` : null);

/** What a commit did to the default branch has one key: the merge request and the push that it makes are one change. */
export const commitKey = ({ place }: Project, sha: string): string => `${place}/commit/${sha.toLowerCase()}`;

/** Users that GitLab makes for access tokens and service accounts: docs.gitlab.com, "Bot users for projects". */
const robots = /^(project|group)_\d+_bot|^service_account|^ghost$|^(alert|support|security)-bot/i;

/** A GitLab user as an actor. A robot acts for the person whose commit it is, where one is told. */
export const actorOf = (
  username: string | null,
  name: string | null,
  author: string | null = null,
): Partial<Actor> | null => {
  const called = username ?? name;
  if (called === null) return null;
  if (!robots.test(called)) return { name: called };
  return { name: called, kind: 'automation', onBehalfOf: author === name ? null : author };
};

export const userOf = (body: unknown, author: string | null = null): Partial<Actor> | null =>
  actorOf(textAt(body, 'user', 'username'), textAt(body, 'user', 'name'), author);

/** The one name that a merge goes by, whether the merge request tells of it or the push that it made. */
export const mergeTitle = (number: string, title: string | null): string =>
  title === null ? `Merge !${number}` : `Merge !${number}: ${title}`;

/** The merge request that a commit's message speaks of: GitLab ends the messages of merges and squashes with "See merge request". */
export const mergeIn = (message: string | null): string | null => {
  const number = /(?:^|\n)See merge request \S*!(\d{1,9})\s*$/.exec(message ?? '')?.[1];
  if (number === undefined) return null;
  const lines = (message ?? '').split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const [first = '', second = ''] = lines;
  const title = /^Merge branch '/.test(first) ? second : first;
  return mergeTitle(number, title.startsWith('See merge request ') ? null : headline(title));
};
