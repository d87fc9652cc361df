import { instant } from '../../change/instant.ts';
import type { Repository } from '../../discovery/code-host.ts';
import type { Fetched } from '../../sources/fetched.ts';
import { field, idAt, textAt } from '../../sources/json.ts';

/** What a webhook says of the repository it is about. */
const about = ({ id, name, url, branch }: Repository) => ({
  id: Number(id),
  name: name.split('/').at(-1),
  full_name: name,
  html_url: url,
  default_branch: branch,
});

/** `github.com`, so that two hosts cannot be mistaken for one another. */
const hostOf = ({ url }: Repository): string => URL.parse(url)?.host ?? 'github.com';

/** The webhook `deployment` of what `GET /repos/{owner}/{repo}/deployments` lists. Null: that is none. */
export const deploymentOf = (repository: Repository, deployment: unknown): Fetched | null => {
  const id = idAt(deployment, 'id');
  const at = instant(field(deployment, 'created_at'));
  if (id === null || at === null) return null;
  return {
    event: 'deployment',
    delivery: `poll:${hostOf(repository)}/deployments/${id}`,
    at,
    body: {
      action: 'created',
      deployment,
      repository: about(repository),
      sender: field(deployment, 'creator'),
    },
  };
};

/** The webhook `deployment_status` of what `GET /repos/{owner}/{repo}/deployments/{id}/statuses` lists. */
export const statusOf = (repository: Repository, deployment: unknown, status: unknown): Fetched | null => {
  const id = idAt(status, 'id');
  const at = instant(field(status, 'created_at'));
  if (id === null || at === null) return null;
  return {
    event: 'deployment_status',
    delivery: `poll:${hostOf(repository)}/deployment_statuses/${id}`,
    at,
    body: {
      action: 'created',
      deployment_status: status,
      deployment,
      repository: about(repository),
      sender: field(status, 'creator'),
    },
  };
};

/** The webhook `release` of what `GET /repos/{owner}/{repo}/releases` lists; null for a draft. */
export const releaseOf = (repository: Repository, release: unknown): Fetched | null => {
  const id = idAt(release, 'id');
  const at = instant(field(release, 'published_at'));
  if (id === null || at === null || textAt(release, 'tag_name') === null) return null;
  return {
    event: 'release',
    delivery: `poll:${hostOf(repository)}/releases/${id}`,
    at,
    body: {
      action: 'published',
      release,
      repository: about(repository),
      sender: field(release, 'author'),
    },
  };
};
