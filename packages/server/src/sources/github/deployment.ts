import { isVersion, short } from '../../change/commit.ts';
import { instant } from '../../change/instant.ts';
import type { Kind, Phase, Reported } from '../../change/observation.ts';
import { field, idAt, linkTo, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutRepository, actorOf, commitLink, type Repository } from './repository.ts';

/** States of a deployment (docs.github.com, REST "Deployment statuses"). `inactive` is told apart below. */
const phaseOf: Readonly<Record<string, Phase>> = {
  pending: 'planned',
  queued: 'planned',
  waiting: 'planned',
  in_progress: 'started',
  success: 'finished',
  failure: 'failed',
  error: 'failed',
};

const versionOf = (deployment: unknown): string | null => {
  const ref = textAt(deployment, 'ref');
  return ref !== null && isVersion(ref) ? ref.replace(/^refs\/tags\//, '') : short(textAt(deployment, 'sha'));
};

/** What both events say about the deployment itself, so that either alone reads well and both together fold. */
const aboutDeployment = (body: unknown, repository: Repository, id: string): Reported => {
  const deployment = field(body, 'deployment');
  const environment = textAt(deployment, 'environment');
  const task = textAt(deployment, 'task') ?? 'deploy';
  const version = versionOf(deployment);
  const kind: Kind = /migrat|schema/i.test(task) ? 'schema' : 'deploy';
  const verb = task.toLowerCase() === 'deploy' ? 'Deploy' : `Run ${task} of`;
  const payload = field(deployment, 'payload');
  const hasPayload =
    typeof payload === 'object' ? payload !== null && Object.keys(payload).length > 0 : Boolean(payload);
  return {
    ...aboutRepository(repository),
    key: `${repository.place}/deployments/${id}`,
    kind,
    title: [verb, repository.name, version, environment && `to ${environment}`].filter(Boolean).join(' '),
    environment,
    actor: actorOf(
      field(deployment, 'creator') ?? field(body, 'sender'),
      field(body, 'workflow_run', 'triggering_actor'),
      field(body, 'workflow_run', 'actor'),
    ),
    version,
    summary: textAt(deployment, 'description'),
    links: [
      ...linkTo('workflow run', textAt(body, 'workflow_run', 'html_url')),
      ...commitLink(repository, textAt(deployment, 'sha')),
    ],
    extra: {
      ref: textAt(deployment, 'ref'),
      sha: textAt(deployment, 'sha'),
      ...(hasPayload ? { payload } : {}),
    },
  };
};

/** A deployment is a request: somebody or something has yet to carry it out. */
export const deployment = (body: unknown, repository: Repository): Reading => {
  const id = idAt(body, 'deployment', 'id');
  if (id === null) return { is: 'unread', why: 'It names no deployment.' };
  const created = instant(field(body, 'deployment', 'created_at'));
  return {
    is: 'changes',
    changes: [
      {
        ...aboutDeployment(body, repository, id),
        phase: 'planned',
        ...(created === null ? {} : { at: created }),
      },
    ],
  };
};

export const deploymentStatus = (body: unknown, repository: Repository): Reading => {
  const id = idAt(body, 'deployment', 'id');
  const status = field(body, 'deployment_status');
  const state = textAt(status, 'state');
  if (id === null || state === null) return { is: 'unread', why: 'It names no deployment, or no state.' };
  if (state === 'inactive') return { is: 'ignored', why: 'A newer deployment took the place of this one.' };
  const phase = Object.hasOwn(phaseOf, state) ? phaseOf[state] : undefined;
  if (phase === undefined) return { is: 'ignored', why: `The state ${state.slice(0, 50)} is not known.` };
  const about = aboutDeployment(body, repository, id);
  const created = instant(field(status, 'created_at'));
  return {
    is: 'changes',
    changes: [
      {
        ...about,
        phase,
        ...(created === null ? {} : { at: created }),
        environment: textAt(status, 'environment') ?? about.environment ?? null,
        summary: textAt(status, 'description') ?? about.summary ?? null,
        links: [
          ...linkTo('environment', textAt(status, 'environment_url')),
          ...linkTo('log', textAt(status, 'log_url') ?? textAt(status, 'target_url')),
          ...(about.links ?? []),
        ],
      },
    ],
  };
};
