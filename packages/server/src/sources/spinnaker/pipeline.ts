import { instantOfMs } from '../../change/instant.ts';
import type { Phase } from '../../change/observation.ts';
import { environmentOfRun } from '../../change/run-environment.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import { field, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import type { Execution } from './execution.ts';
import { stageTypes } from './stage-type.ts';

const phaseOf = (said: string, { status, isCancelled }: Execution): Phase | null => {
  if (said === 'starting') return 'started';
  if (said === 'complete') return 'finished';
  if (said !== 'failed') return null;
  // Orca says failed of what was cancelled, too.
  return isCancelled || status === 'CANCELED' ? 'cancelled' : 'failed';
};

/**
 * A pipeline that has no stage of its own that changes something, from its start to its end: it runs a job, a script, another pipeline.
 * Where it has, its stages are the changes: a pipeline that fails before them has changed nothing.
 */
export const pipeline = (event: unknown, execution: Execution, said: string): Reading => {
  const name = execution.pipeline;
  if (name === null) return { is: 'unread', why: 'A pipeline without a name.' };
  if (execution.stages.some((it) => stageTypes.has(textAt(it, 'type') ?? ''))) {
    return { is: 'ignored', why: 'Its stages tell of what it changes.' };
  }
  const phase = phaseOf(said, execution);
  if (phase === null) return { is: 'ignored', why: `The pipeline was ${said.slice(0, 50)}.` };
  const time = phase === 'started' ? execution.startTime : execution.endTime;
  const at = instantOfMs(time) ?? instantOfMs(field(event, 'details', 'created'));
  const kind = kindOfRun(name);
  return {
    is: 'changes',
    changes: [
      {
        services: [execution.application],
        hints: [{ join: 'spinnaker', value: execution.application }],
        tags: { application: execution.application },
        key: `executions/${execution.id}`,
        kind,
        phase,
        ...(at === null ? {} : { at }),
        title: `Run ${name} of ${execution.application}`,
        environment: kind === 'other' ? null : environmentOfRun(name),
        actor: execution.actor,
        version: execution.version,
        extra: execution.extra,
      },
    ],
  };
};
