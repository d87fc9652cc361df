import { instant } from '../../change/instant.ts';
import { field, headline, linkTo, listAt, textAt } from '../json.ts';
import type { Reading, Report } from '../source.ts';
import { isMain } from './branch.ts';
import {
  aboutRepository,
  actorOf,
  commitKey,
  commitLink,
  mergeIn,
  type Repository,
  shortHash,
} from './repository.ts';

/** One branch that was moved, in the words of neither product. */
type Move = {
  readonly branch: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly message: string | null;
  readonly messages: readonly (string | null)[];
  readonly forced: boolean;
  readonly author: unknown;
  readonly compare: string | null;
};

/** Cloud: `push.changes[]`, each with the branch as it was (`old`) and as it is (`new`). */
const cloudMove = (change: unknown): Move => {
  const [now, before] = [field(change, 'new'), field(change, 'old')];
  const isBranch = textAt(now ?? before, 'type') === 'branch';
  return {
    branch: isBranch ? textAt(now ?? before, 'name') : null,
    from: textAt(before, 'target', 'hash'),
    to: textAt(now, 'target', 'hash'),
    message: textAt(now, 'target', 'message'),
    messages: listAt(change, 'commits').map((commit) => textAt(commit, 'message')),
    forced: field(change, 'forced') === true,
    author: field(now, 'target', 'author', 'user'),
    compare: textAt(change, 'links', 'html', 'href'),
  };
};

/** Data Center: `changes[]` with hashes; from 8 on the newest commits stand beside them. */
const ownMove = (body: unknown, change: unknown): Move => {
  const isBranch = textAt(change, 'ref', 'type') === 'BRANCH';
  const newest = field(body, 'toCommit');
  return {
    branch: isBranch ? textAt(change, 'ref', 'displayId') : null,
    from: textAt(change, 'fromHash'),
    to: textAt(change, 'type') === 'DELETE' ? null : textAt(change, 'toHash'),
    message: textAt(newest, 'message'),
    messages: listAt(body, 'commits')
      .map((commit) => textAt(commit, 'message'))
      .reverse(),
    forced: false,
    author: field(newest, 'author'),
    compare: null,
  };
};

const report = (body: unknown, repository: Repository, move: Move, to: string): Report => {
  const { branch, from, message, messages, forced, author, compare } = move;
  const count = messages.length;
  const what = count === 0 ? branch : `${count} ${count === 1 ? 'commit' : 'commits'} to ${branch}`;
  const verb = forced ? 'Force-push' : 'Push';
  const pushed = [`${verb} ${what}`, headline(message)].filter((part) => part !== null).join(': ');
  const key = commitKey(repository, to);
  // Cloud's payload has no time but the commits' own, which may be months old: there the arrival dates it.
  const at = instant(field(body, 'date'));
  return {
    ...aboutRepository(repository),
    // A forced push may bring an old commit back, which is a change of its own.
    key: forced ? `${key}/over/${shortHash(from) ?? ''}` : key,
    kind: 'other',
    phase: 'finished',
    ...(at === null ? {} : { at }),
    title: mergeIn(message) ?? pushed,
    actor: actorOf(field(body, 'actor'), author),
    version: shortHash(to),
    previousVersion: shortHash(from),
    links: [...linkTo('compare', compare), ...commitLink(repository, to)],
    summary:
      messages
        .slice(0, 10)
        .map((it) => headline(it))
        .filter((line) => line !== null)
        .join('\n') || null,
    extra: { branch, ...(forced ? { forced } : {}) },
  };
};

/** A push to the main branch is a change: what is on it is what is deployed next. Other branches and tags are not. */
export const push = (body: unknown, repository: Repository): Reading => {
  const moves = [
    ...listAt(body, 'push', 'changes').map(cloudMove),
    ...listAt(body, 'changes').map((change) => ownMove(body, change)),
  ];
  if (moves.length === 0) return { is: 'unread', why: 'A push that moved nothing.' };
  const main = moves.filter(({ branch }) => isMain(repository, branch));
  if (main.length === 0) {
    const branch = moves.find((move) => move.branch !== null)?.branch;
    const why = branch
      ? `A push to ${branch.slice(0, 100)}, which is not the main branch.`
      : 'A push of tags.';
    return { is: 'ignored', why };
  }
  const changes = main.flatMap((move) =>
    move.to !== null && shortHash(move.to) !== null ? [report(body, repository, move, move.to)] : [],
  );
  return changes.length === 0
    ? { is: 'ignored', why: 'The main branch was deleted.' }
    : { is: 'changes', changes };
};
