import type { Delivery, Reading } from '../source.ts';
import { eventIn } from './event.ts';
import { executionOf } from './execution.ts';
import { pipeline } from './pipeline.ts';
import { stage } from './stage.ts';

const why = {
  task: 'A part of a stage, which is told of as a whole.',
  orchestration: 'An action by hand: its stages tell of what it changes.',
} as const;

/** `orca:stage:complete`: whose word it is, about what, and how it stands. Orca's are the ones that tell of changes. */
export const map = ({ event, body }: Delivery): Reading => {
  const [, about, said] = /^orca:(pipeline|stage|task|orchestration):(\w+)$/.exec(event) ?? [];
  if (about === undefined || said === undefined) {
    return { is: 'ignored', why: `The event ${event.slice(0, 100)} tells of no change.` };
  }
  if (about === 'task' || about === 'orchestration') return { is: 'ignored', why: why[about] };
  const told = eventIn(body);
  const execution = executionOf(told);
  if (execution === null) return { is: 'unread', why: 'It names no execution of an application.' };
  return about === 'stage' ? stage(told, execution, said) : pipeline(told, execution, said);
};
