import { short } from '../../change/commit.ts';
import { instant } from '../../change/instant.ts';
import { field, headline, idAt, linkTo, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import {
  aboutRepository,
  actorOf,
  commitKey,
  commitLink,
  isMain,
  mergeTitle,
  type Repository,
} from './repository.ts';

const counted = (request: unknown, name: string, one: string): string | null => {
  const count = field(request, name);
  if (typeof count !== 'number') return null;
  return `${count} ${count === 1 ? one : `${one}s`}`;
};

/** A pull request merged into the main branch. Everything before that is talk about a change, not a change. */
export const pullRequest = (body: unknown, repository: Repository): Reading => {
  const request = field(body, 'pull_request');
  const action = textAt(body, 'action') ?? '(none)';
  if (action !== 'closed') return { is: 'ignored', why: `It was not merged: ${action.slice(0, 50)}.` };
  if (field(request, 'merged') !== true) return { is: 'ignored', why: 'It was closed without a merge.' };
  const branch = textAt(request, 'base', 'ref');
  if (!isMain(repository, branch)) {
    return { is: 'ignored', why: `A merge into ${branch ?? 'no branch'}, which is not the main branch.` };
  }
  const number = idAt(request, 'number') ?? idAt(body, 'number');
  if (number === null) return { is: 'unread', why: 'It names no pull request.' };
  const sha = textAt(request, 'merge_commit_sha');
  const merged = instant(field(request, 'merged_at'));
  const size = [counted(request, 'commits', 'commit'), counted(request, 'changed_files', 'file')];
  return {
    is: 'changes',
    changes: [
      {
        ...aboutRepository(repository),
        key:
          short(sha) === null || sha === null
            ? `${repository.place}/pull/${number}`
            : commitKey(repository, sha),
        kind: 'other',
        phase: 'finished',
        ...(merged === null ? {} : { at: merged }),
        title: mergeTitle(number, headline(textAt(request, 'title'))),
        actor: actorOf(field(request, 'merged_by') ?? field(body, 'sender'), field(request, 'user')),
        version: short(sha),
        links: [...linkTo('pull request', textAt(request, 'html_url')), ...commitLink(repository, sha)],
        summary: size.filter((part) => part !== null).join(', ') || null,
        extra: { branch, author: textAt(request, 'user', 'login') },
      },
    ],
  };
};
