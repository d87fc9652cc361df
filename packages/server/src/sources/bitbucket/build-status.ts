import { isVersion } from '../../change/commit.ts';
import { instant } from '../../change/instant.ts';
import type { Phase } from '../../change/observation.ts';
import { environmentOfRun } from '../../change/run-environment.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import { field, linkTo, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { isMain } from './branch.ts';
import { aboutRepository, actorOf, commitKey, commitLink, type Repository, shortHash } from './repository.ts';

/** States of a build status (developer.atlassian.com, "Commit statuses"). */
const phases = new Map<string, Phase>([
  ['INPROGRESS', 'started'],
  ['SUCCESSFUL', 'finished'],
  ['FAILED', 'failed'],
  ['STOPPED', 'cancelled'],
]);

const hashOf = (status: unknown): string | null =>
  textAt(status, 'commit', 'hash') ??
  /\/commit\/([0-9a-f]{7,64})$/i.exec(textAt(status, 'links', 'commit', 'href') ?? '')?.[1] ??
  null;

/**
 * What Pipelines, or another builder, says of a commit. Cloud has no webhook for deployments, so a status whose name speaks of one, or
 * that is of the main branch, is told of; the checks of all other commits are not.
 */
export const buildStatus = (body: unknown, repository: Repository): Reading => {
  const status = field(body, 'commit_status');
  const [state, key] = [textAt(status, 'state'), textAt(status, 'key')];
  const hash = hashOf(status);
  if (state === null || key === null || hash === null) {
    return { is: 'unread', why: 'A build status without a state, a key or a commit.' };
  }
  const phase = phases.get(state);
  if (phase === undefined) return { is: 'ignored', why: `The state ${state.slice(0, 50)} is not known.` };
  const name = textAt(status, 'name') ?? key;
  const ref = textAt(status, 'refname');
  const kind = kindOfRun(name);
  if (kind === 'other' && !isMain(repository, ref) && !(ref !== null && isVersion(ref))) {
    return { is: 'ignored', why: `${name.slice(0, 100)} checks a commit, and changes nothing.` };
  }
  const url = textAt(status, 'url');
  // A run that is started again has the same key on the same commit, and another address.
  const run = [key, url?.replace(/^https?:\/\//i, '')].filter(Boolean).join('@');
  const at = instant(field(status, 'updated_on')) ?? instant(field(status, 'created_on'));
  return {
    is: 'changes',
    changes: [
      {
        ...aboutRepository(repository),
        key: `${commitKey(repository, hash)}/status/${run}`.slice(0, 500),
        kind,
        phase,
        ...(at === null ? {} : { at }),
        title: [`Run ${name}`, ref && !name.includes(ref) && `on ${ref}`].filter(Boolean).join(' '),
        environment: kind === 'other' ? null : environmentOfRun(name),
        actor: actorOf(field(body, 'actor'), field(status, 'commit', 'author', 'user')),
        version: ref !== null && isVersion(ref) ? ref : shortHash(hash),
        links: [...linkTo('run', url), ...commitLink(repository, hash)],
        summary: textAt(status, 'description'),
        extra: { ref, key },
      },
    ],
  };
};
