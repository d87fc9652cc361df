import { listAt, textAt } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { assessment } from './assessment.ts';
import { isVerification, triggersOf, workspaceIn } from './payload.ts';
import { runReport } from './run.ts';

const ignored = (why: string): Reading => ({ is: 'ignored', why });

/** Each payload is about one run and holds its notifications, mostly one; or it is about a workspace's health. */
export const map = ({ body }: Delivery): Reading => {
  if (isVerification(body)) return ignored('Terraform asks whether we are there.');
  const trigger = textAt(body, 'trigger');
  if (trigger?.startsWith('assessment:')) return assessment(body, trigger);
  if (trigger !== null) return ignored(`The trigger ${trigger.slice(0, 50)} tells of no change.`);
  const told = listAt(body, 'notifications').filter((it) => textAt(it, 'trigger')?.startsWith('run:'));
  if (told.length === 0) {
    return ignored(
      `It tells of no run${triggersOf(body).length > 0 ? `: ${triggersOf(body)[0]?.slice(0, 50)}` : ''}.`,
    );
  }
  const workspace = workspaceIn(body);
  const run = textAt(body, 'run_id');
  if (workspace === null || run === null) {
    return { is: 'unread', why: 'A notification of a run names its run_id, workspace and organisation.' };
  }
  const changes = told.flatMap((it) => runReport(body, it, workspace, run));
  return changes.length > 0
    ? { is: 'changes', changes }
    : ignored(`The trigger ${triggersOf(body)[0]?.slice(0, 50)} is not known.`);
};
