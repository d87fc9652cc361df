import { instant } from '../../change/instant.ts';
import type { Repository } from '../../discovery/code-host.ts';
import type { Fetched } from '../../sources/fetched.ts';
import { field, idAt, textAt } from '../../sources/json.ts';

const projectOf = ({ id, name, url, branch, description }: Repository) => ({
  id: Number(id),
  name: name.split('/').at(-1),
  description,
  web_url: url,
  namespace: name.split('/').slice(0, -1).join('/'),
  path_with_namespace: name,
  default_branch: branch,
  homepage: url,
});

/**
 * The webhook "Deployment events" of what `GET /projects/:id/deployments` lists: how it stands, and where it has ended, when it
 * began to run. https://docs.gitlab.com/user/project/integrations/webhook_events/#deployment-events
 */
export const deploymentOf = (repository: Repository, deployment: unknown): Fetched[] => {
  const id = idAt(deployment, 'id');
  const status = textAt(deployment, 'status');
  const at = instant(field(deployment, 'updated_at') ?? field(deployment, 'created_at'));
  if (id === null || status === null || at === null) return [];
  const job = field(deployment, 'deployable');
  const user = field(deployment, 'user') ?? field(job, 'user');
  const sha = textAt(deployment, 'sha');
  const jobId = idAt(job, 'id');
  const told = (status: string, at: string): Fetched => ({
    event: 'Deployment Hook',
    delivery: `poll:${URL.parse(repository.url)?.host ?? 'gitlab.com'}/${repository.id}/deployments/${id}/${status}`,
    at,
    body: {
      object_kind: 'deployment',
      status,
      status_changed_at: at,
      deployment_id: Number(id),
      deployable_id: jobId === null ? null : Number(jobId),
      deployable_url: jobId === null ? null : `${repository.url}/-/jobs/${jobId}`,
      environment: textAt(deployment, 'environment', 'name'),
      environment_tier: textAt(deployment, 'environment', 'tier'),
      environment_slug: textAt(deployment, 'environment', 'slug'),
      environment_external_url: textAt(deployment, 'environment', 'external_url'),
      project: projectOf(repository),
      ref: textAt(deployment, 'ref'),
      short_sha: sha?.slice(0, 8) ?? null,
      user,
      user_url: textAt(user, 'web_url'),
      commit_url: sha === null ? null : `${repository.url}/-/commit/${sha}`,
      commit_title: textAt(job, 'commit', 'title'),
    },
  });
  const began = instant(field(job, 'started_at'));
  const ended = status === 'success' || status === 'failed' || status === 'canceled';
  return ended && began !== null && began <= at
    ? [told('running', began), told(status, at)]
    : [told(status, at)];
};
