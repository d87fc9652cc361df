import { isVersion, short } from '../../change/commit.ts';
import { instant } from '../../change/instant.ts';
import type { Phase } from '../../change/observation.ts';
import { field, idAt, linkTo, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutProject, type Project, userOf } from './project.ts';

/** States of a deployment (docs.gitlab.com, "Deployments API"). */
const phases = new Map<string, Phase>([
  ['created', 'planned'],
  ['blocked', 'planned'],
  ['running', 'started'],
  ['success', 'finished'],
  ['failed', 'failed'],
  ['canceled', 'cancelled'],
  ['skipped', 'cancelled'],
]);

export const deployment = (body: unknown, project: Project): Reading => {
  const [id, status] = [idAt(body, 'deployment_id'), textAt(body, 'status')];
  if (id === null || status === null) {
    return { is: 'unread', why: 'A deployment without an id or a status.' };
  }
  const phase = phases.get(status);
  if (phase === undefined) {
    return { is: 'ignored', why: `The status ${status.slice(0, 50)} is not known.` };
  }
  const environment = textAt(body, 'environment');
  if (environment?.startsWith('review/')) {
    return { is: 'ignored', why: 'A review app: it shows a proposal to its reviewers.' };
  }
  const commitUrl = textAt(body, 'commit_url');
  const sha = short(/\/commit\/([0-9a-f]{40,64})$/i.exec(commitUrl ?? '')?.[1] ?? null);
  const ref = textAt(body, 'ref');
  const version = ref !== null && isVersion(ref) ? ref : (sha ?? textAt(body, 'short_sha'));
  const at = instant(field(body, 'status_changed_at'));
  const tier = textAt(body, 'environment_tier');
  const about = aboutProject(project);
  return {
    is: 'changes',
    changes: [
      {
        ...about,
        key: `${project.place}/deployments/${id}`,
        kind: 'deploy',
        phase,
        ...(at === null ? {} : { at }),
        title: ['Deploy', project.name, version, environment && `to ${environment}`]
          .filter(Boolean)
          .join(' '),
        environment,
        actor: userOf(body),
        version,
        links: [
          ...linkTo('job', textAt(body, 'deployable_url')),
          ...linkTo('commit', commitUrl),
          ...linkTo('environment', textAt(body, 'environment_external_url')),
          // From where one rolls back; no address leads to the one deployment, so it is no revert.
          ...linkTo('environments', `${project.url}/-/environments`),
        ],
        summary: textAt(body, 'commit_title'),
        tags: { ...about.tags, ...(tier === null ? {} : { tier }) },
        extra: { ref },
      },
    ],
  };
};
