import { short } from '../../change/commit.ts';
import { instant } from '../../change/instant.ts';
import type { Actor, Phase } from '../../change/observation.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import { field, headline, idAt, linkTo, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutRepository, actorOf, commitLink, isMain, type Repository } from './repository.ts';

/** Conclusions of a run (docs.github.com, REST "Check runs"). */
const phaseOf: Readonly<Record<string, Phase>> = {
  success: 'finished',
  neutral: 'finished',
  failure: 'failed',
  timed_out: 'failed',
  startup_failure: 'failed',
  cancelled: 'cancelled',
  skipped: 'cancelled',
  stale: 'cancelled',
  action_required: 'planned',
};

/** Runs that check a proposal change nothing: they would bury what does. */
const checksProposal = (run: unknown, repository: Repository): string | null => {
  const [event, branch] = [textAt(run, 'event') ?? '', textAt(run, 'head_branch')];
  if (/^(pull_request|merge_group|issue|discussion)/.test(event))
    return `It was started by ${event}: a check, no change.`;
  // A tag stands in head_branch too; runs of a version tag are mostly releases.
  const isVersionTag = branch !== null && /^v?\d+\.\d+/.test(branch);
  if (event === 'push' && !isMain(repository, branch) && !isVersionTag) {
    return `It ran for ${branch ?? 'no branch'}, which is not the main branch.`;
  }
  return null;
};

/** `updated_at` first: `run_started_at` stays the same while a run goes on, so it would not order what was observed. */
const whenOf = (run: unknown): string | null =>
  instant(field(run, 'updated_at')) ??
  instant(field(run, 'run_started_at')) ??
  instant(field(run, 'created_at'));

/**
 * GitHub names whose push or whose schedule it was as the actor of a run that starts by itself: that person did the push. Who
 * starts one by hand, or runs one again, did that.
 */
const whoOf = (body: unknown, run: unknown): Partial<Actor> | null => {
  const who = actorOf(
    field(run, 'triggering_actor') ?? field(run, 'actor') ?? field(body, 'sender'),
    field(run, 'actor'),
    field(body, 'sender'),
  );
  const startsItself = /^(push|schedule)$/.test(textAt(run, 'event') ?? '');
  const again = (idAt(run, 'run_attempt') ?? '1') !== '1';
  if (!startsItself || again || who === null || who.kind === 'automation') return who;
  return { name: 'github-actions[bot]', kind: 'automation', onBehalfOf: who.name ?? null };
};

/** A run of a workflow: requested, in progress and completed are one change; running it again is another. */
export const workflowRun = (body: unknown, repository: Repository): Reading => {
  const run = field(body, 'workflow_run');
  const id = idAt(run, 'id');
  const action = textAt(body, 'action');
  if (id === null) return { is: 'unread', why: 'It names no run.' };
  if (action !== 'requested' && action !== 'in_progress' && action !== 'completed') {
    return { is: 'ignored', why: `The action ${action?.slice(0, 50) ?? '(none)'} is not known.` };
  }
  const check = checksProposal(run, repository);
  if (check !== null) return { is: 'ignored', why: check };

  const conclusion = textAt(run, 'conclusion') ?? '';
  const ended: Phase = Object.hasOwn(phaseOf, conclusion)
    ? (phaseOf[conclusion] ?? 'progressed')
    : 'progressed';
  const phase = { requested: 'planned', in_progress: 'started', completed: ended } as const;
  const path = textAt(run, 'path') ?? textAt(body, 'workflow', 'path');
  const name =
    textAt(run, 'name') ?? textAt(body, 'workflow', 'name') ?? path?.split('/').at(-1) ?? 'workflow';
  const branch = textAt(run, 'head_branch');
  const message = textAt(run, 'display_title') ?? textAt(run, 'head_commit', 'message');
  const when = whenOf(run);
  return {
    is: 'changes',
    changes: [
      {
        ...aboutRepository(repository),
        key: `${repository.place}/actions/runs/${id}/attempts/${idAt(run, 'run_attempt') ?? '1'}`,
        kind: kindOfRun(name),
        phase: phase[action],
        ...(when === null ? {} : { at: when }),
        title: [`Run ${name}`, branch && `on ${branch}`].filter(Boolean).join(' '),
        actor: whoOf(body, run),
        version: short(textAt(run, 'head_sha')),
        links: [
          ...linkTo('run', textAt(run, 'html_url')),
          ...commitLink(repository, textAt(run, 'head_sha')),
        ],
        summary: headline(message),
        extra: { workflow: path, event: textAt(run, 'event'), conclusion: conclusion || null },
      },
    ],
  };
};
