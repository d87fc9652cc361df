import { instant } from '../../change/instant.ts';
import type { Phase } from '../../change/observation.ts';
import { entryOf, field, headline, linkTo, personIn, textAt } from '../json.ts';
import type { Report } from '../source.ts';
import { hostOf, type Workspace } from './payload.ts';

/**
 * Triggers of a run (developer.hashicorp.com, "Notification configurations API"). What is planned may still be discarded:
 * nothing changes before `applying`.
 */
const phaseOf: Readonly<Record<string, Phase>> = {
  'run:created': 'planned',
  'run:planning': 'planned',
  'run:needs_attention': 'planned',
  'run:applying': 'started',
  'run:completed': 'finished',
  'run:errored': 'failed',
};

/** What the status of the run says better than the trigger. `errored` is sent of runs that were cancelled, too. */
const phaseByStatus: Readonly<Record<string, Phase>> = {
  planned_and_finished: 'cancelled',
  planned_and_saved: 'planned',
  discarded: 'cancelled',
  canceled: 'cancelled',
  force_canceled: 'cancelled',
};

const notes: Readonly<Record<string, string>> = {
  planned_and_finished: 'The plan found nothing to change.',
  policy_override: 'A policy failed: somebody has to override it.',
  policy_soft_failed: 'A policy failed.',
  discarded: 'The plan was discarded.',
};

/** The users behind the tokens of organisations and teams. */
const tokens = /^api-(org|team)[-_]/;

/** One notification of a run: all those of one run are one change. None, where the trigger is not known. */
export const runReport = (
  body: unknown,
  notification: unknown,
  workspace: Workspace,
  run: string,
): Report[] => {
  const trigger = textAt(notification, 'trigger') ?? '';
  const status = textAt(notification, 'run_status') ?? '';
  const byTrigger = entryOf(phaseOf, trigger);
  if (byTrigger === undefined) return [];
  const url = textAt(body, 'run_url');
  const message = headline(textAt(body, 'run_message'));
  const creator = personIn(textAt(body, 'run_created_by'));
  const updater = personIn(textAt(notification, 'run_updated_by'));
  const at = instant(field(notification, 'run_updated_at')) ?? instant(field(body, 'run_created_at'));
  return [
    {
      key: `${hostOf(url)}/${workspace.organisation}/runs/${run}`,
      kind: 'infrastructure',
      phase: entryOf(phaseByStatus, status) ?? byTrigger,
      ...(at === null ? {} : { at }),
      title: [`Apply Terraform to ${workspace.name}`, message].filter((it) => it !== null).join(': '),
      services: [workspace.name],
      hints: workspace.hints,
      actor:
        creator === null ? null : { name: creator, ...(tokens.test(creator) ? { kind: 'automation' } : {}) },
      summary: entryOf(notes, status) ?? null,
      links: linkTo('run', url),
      tags: { workspace: workspace.name, organisation: workspace.organisation },
      extra: { run, status: status || null, ...(updater === null ? {} : { updatedBy: updater }) },
    },
  ];
};
