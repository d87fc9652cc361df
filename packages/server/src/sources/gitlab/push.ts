import { short } from '../../change/commit.ts';
import { field, headline, linkTo, listAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutProject, actorOf, commitKey, commitLink, mergeIn, type Project } from './project.ts';

const ignored = (why: string): Reading => ({ is: 'ignored', why });

/** GitLab lists the newest twenty commits and says apart how many there were. */
const countOf = (body: unknown): number => {
  const total = field(body, 'total_commits_count');
  return typeof total === 'number' && Number.isSafeInteger(total) && total >= 0
    ? total
    : listAt(body, 'commits').length;
};

/** A push to the default branch: what is on it is what is deployed next. It has no time of its own but that of its arrival. */
export const push = (body: unknown, project: Project): Reading => {
  const ref = textAt(body, 'ref') ?? '';
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
  const [before, after] = [textAt(body, 'before'), textAt(body, 'after')];
  if (branch === null) return { is: 'unread', why: 'A push that names no branch.' };
  if (branch !== project.mainBranch) return ignored(`A push to ${branch}, which is not the default branch.`);
  if (after === null || short(after) === null) return ignored(`The branch ${branch} was deleted.`);
  const commits = listAt(body, 'commits');
  const newest = commits.find((commit) => textAt(commit, 'id') === after) ?? commits.at(-1);
  const message = textAt(newest, 'message');
  const count = countOf(body);
  const from = short(before) === null ? null : before;
  // Nothing new, from somewhere to somewhere: an older commit was put back, which is a change of its own.
  const isBack = count === 0 && from !== null;
  const what = count === 0 ? branch : `${count} ${count === 1 ? 'commit' : 'commits'} to ${branch}`;
  const pushed = [`Push ${what}`, headline(message)].filter((part) => part !== null).join(': ');
  return {
    is: 'changes',
    changes: [
      {
        ...aboutProject(project),
        key: isBack ? `${commitKey(project, after)}/over/${from}` : commitKey(project, after),
        kind: 'other',
        phase: 'finished',
        title: isBack ? `Set ${branch} back to ${short(after)}` : (mergeIn(message) ?? pushed),
        actor: actorOf(
          textAt(body, 'user_username'),
          textAt(body, 'user_name'),
          textAt(newest, 'author', 'name'),
        ),
        version: short(after),
        previousVersion: short(before),
        links: [
          ...linkTo('compare', from === null ? null : `${project.url}/-/compare/${from}...${after}`),
          ...commitLink(project, after),
        ],
        summary:
          commits
            .slice(-10)
            .map((commit) => textAt(commit, 'title') ?? headline(textAt(commit, 'message')))
            .filter((line) => line !== null)
            .join('\n') || null,
        extra: { branch },
      },
    ],
  };
};
