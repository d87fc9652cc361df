import type { Delivery, Reading } from '../source.ts';
import { deployment } from './deployment.ts';
import { featureFlag } from './feature-flag.ts';
import { mergeRequest } from './merge-request.ts';
import { pipeline } from './pipeline.ts';
import { type Project, projectOf } from './project.ts';
import { push } from './push.ts';
import { release } from './release.ts';

/** The events that tell of changes (docs.gitlab.com, "Webhook events"), by the header `X-Gitlab-Event`. */
const readers = new Map<string, (body: unknown, project: Project, delivery: string) => Reading>([
  ['Push Hook', push],
  ['Merge Request Hook', mergeRequest],
  ['Deployment Hook', deployment],
  ['Pipeline Hook', pipeline],
  ['Release Hook', release],
  ['Feature Flag Hook', featureFlag],
]);

/** Events that look like changes and are none, and why. */
const known = new Map<string, string>([
  ['Tag Push Hook', 'A push of a tag: its release, its pipeline or its deployment is the change.'],
  [
    'System Hook',
    'A system hook tells of the whole installation: set a webhook up for a project or a group.',
  ],
  ['Job Hook', 'A part of a pipeline, which is told of as a whole.'],
]);

export const map = ({ event, delivery, body }: Delivery): Reading => {
  const read = readers.get(event);
  if (read === undefined) {
    return {
      is: 'ignored',
      why: known.get(event) ?? `The event ${event.slice(0, 100)} tells of no change.`,
    };
  }
  const project = projectOf(body);
  return project === null ? { is: 'unread', why: 'It names no project.' } : read(body, project, delivery);
};
