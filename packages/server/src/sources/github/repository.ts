import { isSha } from '../../change/commit.ts';
import type { Actor } from '../../change/observation.ts';
import { headline, linkTo, textAt } from '../json.ts';
import type { Report } from '../source.ts';

/** The repository a delivery is about, or null where it names none. */
export const repositoryOf = (body: unknown) => {
  const name = textAt(body, 'repository', 'name');
  const fullName = textAt(body, 'repository', 'full_name');
  if (name === null || fullName === null) return null;
  const url = textAt(body, 'repository', 'html_url') ?? `https://github.com/${fullName}`;
  return {
    name,
    fullName,
    url,
    /** `github.com/octo/pricing`: the first part of every key, so that two GitHub hosts cannot be mistaken for one another. */
    place: url.replace(/^https?:\/\//i, '').toLowerCase(),
    mainBranch: textAt(body, 'repository', 'default_branch') ?? textAt(body, 'repository', 'master_branch'),
  };
};

export type Repository = NonNullable<ReturnType<typeof repositoryOf>>;

/** What every change of a repository has: the repository is the service until the catalog knows better. */
export const aboutRepository = ({ name, fullName }: Repository) =>
  ({
    services: [name],
    hints: [{ join: 'github', value: fullName }],
    tags: { repository: fullName },
  }) satisfies Report;

export const commitLink = ({ url }: Repository, sha: string | null) =>
  linkTo('commit', isSha(sha) ? `${url}/commit/${sha}` : null);

/** A GitHub account as an actor. A robot acts for the first other account among `people`, if any. */
export const actorOf = (account: unknown, ...people: readonly unknown[]): Partial<Actor> | null => {
  const name = textAt(account, 'login');
  if (name === null) return null;
  const isRobot = textAt(account, 'type') === 'Bot' || name.endsWith('[bot]');
  const person = isRobot
    ? people
        .map((it) => textAt(it, 'login') ?? textAt(it, 'username'))
        .find((it) => it !== null && it !== name)
    : undefined;
  const isPerson = textAt(account, 'type') === 'User' && !isRobot;
  return {
    name,
    ...(isRobot ? { kind: 'automation' as const } : isPerson ? { kind: 'human' as const } : {}),
    onBehalfOf: person ?? null,
  };
};

/** The one name that a merge goes by, whether it is told by the pull request or by the push that it made. */
export const mergeTitle = (number: string, title: string | null): string =>
  title === null ? `Merge #${number}` : `Merge #${number}: ${title}`;

/** The pull request that a commit's message speaks of: GitHub's merge commits, and squashes with "(#12)" at the end. */
export const mergeIn = (message: string | null): string | null => {
  if (message === null) return null;
  const merge = /^Merge pull request #(\d{1,9}) from [^\n]*\n\s*\n([^\n]*)/.exec(
    message.replaceAll('\r\n', '\n'),
  );
  if (merge?.[1] !== undefined) return mergeTitle(merge[1], headline(merge[2] ?? null));
  const squash = /^(.*\S) \(#(\d{1,9})\)$/.exec(headline(message, 1000) ?? '');
  return squash?.[2] === undefined ? null : mergeTitle(squash[2], headline(squash[1] ?? null));
};

/**
 * What a commit did to the main branch has one key, so that the merge of a pull request and the push that it makes are one
 * change and not two lines.
 */
export const commitKey = ({ place }: Repository, sha: string): string =>
  `${place}/commit/${sha.toLowerCase()}`;

export const isMain = ({ mainBranch }: Repository, branch: string | null): boolean =>
  branch !== null && branch === mainBranch;
