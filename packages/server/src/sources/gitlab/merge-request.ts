import { short } from '../../change/commit.ts';
import { instant } from '../../change/instant.ts';
import { field, headline, idAt, linkTo, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutProject, commitKey, commitLink, mergeTitle, type Project, userOf } from './project.ts';

const ignored = (why: string): Reading => ({ is: 'ignored', why });

/**
 * The commit that the merge left on the branch. A fast-forward makes none: there it is the last commit of the request, unless that
 * was squashed into another, which the payload does not name.
 */
const mergedAs = (request: unknown): string | null =>
  textAt(request, 'merge_commit_sha') ??
  textAt(request, 'squash_commit_sha') ??
  (field(request, 'squash') === true ? null : textAt(request, 'last_commit', 'id'));

/** A merge request merged into the default branch. Everything before that is talk about a change, not a change. */
export const mergeRequest = (body: unknown, project: Project): Reading => {
  const request = field(body, 'object_attributes');
  const action = textAt(request, 'action') ?? '(none)';
  if (action !== 'merge') return ignored(`It was not merged: ${action.slice(0, 50)}.`);
  const branch = textAt(request, 'target_branch');
  if (branch !== project.mainBranch) {
    return ignored(`A merge into ${branch ?? 'no branch'}, which is not the default branch.`);
  }
  const number = idAt(request, 'iid');
  if (number === null) return { is: 'unread', why: 'A merge that names no merge request.' };
  const sha = mergedAs(request);
  const merged = instant(field(request, 'updated_at'));
  return {
    is: 'changes',
    changes: [
      {
        ...aboutProject(project),
        key:
          sha === null || short(sha) === null
            ? `${project.place}/merge_requests/${number}`
            : commitKey(project, sha),
        kind: 'other',
        phase: 'finished',
        ...(merged === null ? {} : { at: merged }),
        title: mergeTitle(number, headline(textAt(request, 'title'))),
        actor: userOf(body, textAt(request, 'last_commit', 'author', 'name')),
        version: short(sha),
        links: [...linkTo('merge request', textAt(request, 'url')), ...commitLink(project, sha)],
        extra: { branch, from: textAt(request, 'source_branch') },
      },
    ],
  };
};
