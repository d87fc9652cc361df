import type { Delivery, Reading } from '../source.ts';
import { projectOf } from './project.ts';
import { job, workflow } from './run.ts';

const readers = new Map([
  ['workflow-completed', workflow],
  ['job-completed', job],
]);

export const map = ({ event, body }: Delivery): Reading => {
  if (event === 'ping') return { is: 'ignored', why: 'CircleCI says hello: the webhook works.' };
  const read = readers.get(event);
  if (read === undefined) {
    return { is: 'ignored', why: `The event ${event.slice(0, 100)} tells of no change.` };
  }
  const project = projectOf(body);
  return project === null ? { is: 'unread', why: 'It names no project.' } : read(body, project);
};
