import type { Delivery, Reading } from '../source.ts';
import { deployment, deploymentStatus } from './deployment.ts';
import { pullRequest } from './pull-request.ts';
import { push } from './push.ts';
import { release } from './release.ts';
import { type Repository, repositoryOf } from './repository.ts';
import { workflowRun } from './workflow-run.ts';

/** The events that tell of changes. Any other, known or yet to be invented, is kept raw and ignored. */
const readers = new Map<string, (body: unknown, repository: Repository) => Reading>([
  ['push', push],
  ['deployment', deployment],
  ['deployment_status', deploymentStatus],
  ['workflow_run', workflowRun],
  ['release', release],
  ['pull_request', pullRequest],
]);

export const map = ({ event, body }: Delivery): Reading => {
  if (event === 'ping') return { is: 'ignored', why: 'GitHub says hello: the webhook works.' };
  const read = readers.get(event);
  if (read === undefined)
    return { is: 'ignored', why: `The event ${event.slice(0, 100)} tells of no change.` };
  const repository = repositoryOf(body);
  if (repository === null) return { is: 'unread', why: 'It names no repository.' };
  return read(body, repository);
};
