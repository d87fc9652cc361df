import { instant, instantOfMs } from '../../change/instant.ts';
import { field, headline, idAt, linkTo, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { isMain } from './branch.ts';
import {
  aboutRepository,
  actorOf,
  commitKey,
  commitLink,
  mergeTitle,
  pageOf,
  type Repository,
  shortHash,
} from './repository.ts';

/** What both products say of a pull request that was merged. */
const partsOf = (body: unknown) => {
  const cloud = field(body, 'pullrequest');
  if (typeof cloud === 'object' && cloud !== null) {
    return {
      request: cloud,
      branch: textAt(cloud, 'destination', 'branch', 'name'),
      from: textAt(cloud, 'source', 'branch', 'name'),
      hash: textAt(cloud, 'merge_commit', 'hash'),
      author: field(cloud, 'author'),
      at: instant(field(cloud, 'updated_on')),
    };
  }
  const own = field(body, 'pullRequest');
  return {
    request: own,
    branch: textAt(own, 'toRef', 'displayId'),
    from: textAt(own, 'fromRef', 'displayId'),
    hash: textAt(own, 'properties', 'mergeCommit', 'id'),
    author: field(own, 'author', 'user'),
    at: instantOfMs(field(own, 'closedDate')) ?? instant(field(body, 'date')),
  };
};

/** A pull request merged into the main branch. Everything before that is talk about a change, not a change. */
export const pullRequest = (body: unknown, repository: Repository): Reading => {
  const { request, branch, from, hash, author, at } = partsOf(body);
  const number = idAt(request, 'id');
  if (number === null) return { is: 'unread', why: 'A merge that names no pull request.' };
  if (!isMain(repository, branch)) {
    return { is: 'ignored', why: `A merge into ${branch ?? 'no branch'}, which is not the main branch.` };
  }
  const version = shortHash(hash);
  return {
    is: 'changes',
    changes: [
      {
        ...aboutRepository(repository),
        key:
          hash === null || version === null
            ? `${repository.place}/pull-requests/${number}`
            : commitKey(repository, hash),
        kind: 'other',
        phase: 'finished',
        ...(at === null ? {} : { at }),
        title: mergeTitle(number, headline(textAt(request, 'title'))),
        actor: actorOf(field(body, 'actor'), author),
        version,
        links: [...linkTo('pull request', pageOf(request)), ...commitLink(repository, hash)],
        extra: { branch, from },
      },
    ],
  };
};
