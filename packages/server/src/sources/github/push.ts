import { short } from '../../change/commit.ts';
import { instant } from '../../change/instant.ts';
import { field, headline, linkTo, listAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import {
  aboutRepository,
  actorOf,
  commitKey,
  commitLink,
  isMain,
  mergeIn,
  type Repository,
} from './repository.ts';

const ignored = (why: string): Reading => ({ is: 'ignored', why });

/** When the push was made: seconds since 1970 in this event alone. A commit's own time may lie months before. */
const pushedAt = (body: unknown): string | null => {
  const seconds = field(body, 'repository', 'pushed_at');
  if (typeof seconds !== 'number') return instant(seconds);
  return seconds > 0 && seconds < 1e11 ? new Date(Math.trunc(seconds) * 1000).toISOString() : null;
};

const titleOf = (body: unknown, branch: string, commits: number): string => {
  const message = textAt(body, 'head_commit', 'message');
  const merge = mergeIn(message);
  if (merge !== null) return merge;
  const verb = field(body, 'forced') === true ? 'Force-push' : 'Push';
  const what = commits === 0 ? branch : `${commits} ${commits === 1 ? 'commit' : 'commits'} to ${branch}`;
  return [`${verb} ${what}`, headline(message)].filter((part) => part !== null).join(': ');
};

/** A push to the main branch is a change: what is on it is what is deployed next. Other branches and tags are not. */
export const push = (body: unknown, repository: Repository): Reading => {
  const ref = textAt(body, 'ref') ?? '';
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
  const [before, after] = [textAt(body, 'before'), textAt(body, 'after')];
  if (branch === null) return ignored('A push of a tag: its release or its deployment is the change.');
  if (!isMain(repository, branch)) return ignored(`A push to ${branch}, which is not the main branch.`);
  if (field(body, 'deleted') === true || after === null || short(after) === null) {
    return ignored(`The branch ${branch} was deleted.`);
  }
  const commits = listAt(body, 'commits');
  const pushed = pushedAt(body);
  const forced = field(body, 'forced') === true;
  return {
    is: 'changes',
    changes: [
      {
        ...aboutRepository(repository),
        // A forced push may bring an old commit back, which is a change of its own.
        key: forced ? `${commitKey(repository, after)}/over/${before}` : commitKey(repository, after),
        kind: 'other',
        phase: 'finished',
        ...(pushed === null ? {} : { at: pushed }),
        title: titleOf(body, branch, commits.length),
        actor: actorOf(field(body, 'sender'), field(body, 'head_commit', 'author')),
        version: short(after),
        previousVersion: short(before),
        links: [...linkTo('compare', textAt(body, 'compare')), ...commitLink(repository, after)],
        summary:
          commits
            .slice(-10)
            .map((commit) => headline(textAt(commit, 'message')))
            .filter((line) => line !== null)
            .join('\n') || null,
        extra: { branch, ...(forced ? { forced } : {}) },
      },
    ],
  };
};
