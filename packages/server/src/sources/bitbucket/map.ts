import { field } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { buildStatus } from './build-status.ts';
import { pullRequest } from './pull-request.ts';
import { push } from './push.ts';
import { type Repository, repositoryOf } from './repository.ts';

/** The events that tell of changes, of Cloud and of Data Center, by the header `X-Event-Key`. */
const readers = new Map<string, (body: unknown, repository: Repository) => Reading>([
  ['repo:push', push],
  ['repo:refs_changed', push],
  ['pullrequest:fulfilled', pullRequest],
  ['pr:merged', pullRequest],
  ['repo:commit_status_created', buildStatus],
  ['repo:commit_status_updated', buildStatus],
]);

export const map = ({ event, body }: Delivery): Reading => {
  if (event === 'diagnostics:ping') return { is: 'ignored', why: 'Bitbucket says hello: the webhook works.' };
  const read = readers.get(event);
  if (read === undefined) {
    return { is: 'ignored', why: `The event ${event.slice(0, 100)} tells of no change.` };
  }
  const repository =
    repositoryOf(field(body, 'repository')) ??
    repositoryOf(field(body, 'pullRequest', 'toRef', 'repository'));
  return repository === null ? { is: 'unread', why: 'It names no repository.' } : read(body, repository);
};
