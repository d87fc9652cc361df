import { iso, type Telling, webhook } from './sent.ts';

export type Account = { readonly login: string; readonly type: 'User' | 'Bot' };

export const user = (login: string): Account => ({ login, type: 'User' });
export const bot = (login: string): Account => ({ login: `${login}[bot]`, type: 'Bot' });

const repository = (service: string) => ({
  name: service,
  full_name: `acme/${service}`,
  html_url: `https://github.com/acme/${service}`,
  default_branch: 'main',
});

const place = (service: string): string => `github.com/acme/${service}`;

type Merge = {
  readonly service: string;
  readonly by: Account;
  readonly author: Account;
  readonly number: number;
  readonly title: string;
  readonly before: string;
  readonly sha: string;
  readonly at: number;
};

/** A merge as GitHub tells it: the pull request closed, and the push that it made. Answers the key of the change. */
export const merge = (
  to: Telling,
  { service, by, author, number, title, before, sha, at }: Merge,
): string => {
  webhook(to, at, 'pull_request', `pr-${service}-${number}`, {
    action: 'closed',
    number,
    pull_request: {
      number,
      title,
      merged: true,
      merged_at: iso(at),
      merge_commit_sha: sha,
      base: { ref: 'main' },
      merged_by: by,
      user: author,
      commits: 2,
      changed_files: 3,
      html_url: `https://github.com/acme/${service}/pull/${number}`,
    },
    repository: repository(service),
    sender: by,
  });
  webhook(to, at + 800, 'push', `push-${service}-${number}`, {
    ref: 'refs/heads/main',
    before,
    after: sha,
    forced: false,
    commits: [{ id: sha, message: `${title} (#${number})` }],
    head_commit: { id: sha, message: `${title} (#${number})`, author: { username: author.login } },
    repository: { ...repository(service), pushed_at: Math.floor(at / 1000) },
    sender: by,
  });
  return `${place(service)}/commit/${sha}`;
};

type Run = {
  readonly service: string;
  readonly by: Account;
  readonly name: string;
  readonly event: 'push' | 'workflow_dispatch' | 'schedule';
  readonly id: number;
  /** A run that somebody starts again keeps its id. */
  readonly attempt?: number;
  readonly sha: string;
  readonly title: string;
  readonly at: number;
  readonly tookMs: number;
  readonly failed: boolean;
};

/** A run of a workflow: requested, in progress, completed. Answers the key of the change. */
export const workflowRun = (to: Telling, run: Run): string => {
  const { service, by, name, event, id, attempt = 1, sha, title, at, tookMs, failed } = run;
  const tell = (action: 'requested' | 'in_progress' | 'completed', when: number) =>
    webhook(to, when, 'workflow_run', `run-${id}-${attempt}-${action}`, {
      action,
      workflow_run: {
        id,
        name,
        run_attempt: attempt,
        event,
        head_branch: 'main',
        head_sha: sha,
        display_title: title,
        conclusion: action === 'completed' ? (failed ? 'failure' : 'success') : null,
        run_started_at: iso(at),
        updated_at: iso(when),
        actor: by,
        triggering_actor: by,
        path: `.github/workflows/${name.toLowerCase()}.yml`,
        html_url: `https://github.com/acme/${service}/actions/runs/${id}`,
      },
      repository: repository(service),
      sender: by,
    });
  tell('requested', at);
  tell('in_progress', at + 5_000);
  tell('completed', at + tookMs);
  return `${place(service)}/actions/runs/${id}/attempts/${attempt}`;
};

type Deployment = {
  readonly service: string;
  readonly by: Account;
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly at: number;
  readonly tookMs: number;
  readonly failed: boolean;
};

/** A deployment: asked for, in progress, ended. Answers the key of the change. */
export const deployment = (to: Telling, it: Deployment): string => {
  const { service, by, id, sha, environment, at, tookMs, failed } = it;
  const shared = {
    deployment: {
      id,
      task: 'deploy',
      ref: 'main',
      sha,
      environment,
      creator: by,
      created_at: iso(at),
      payload: {},
    },
    repository: repository(service),
    sender: by,
  };
  webhook(to, at, 'deployment', `deployment-${id}`, { action: 'created', ...shared });
  for (const [state, when] of [
    ['in_progress', at + 3_000],
    [failed ? 'failure' : 'success', at + tookMs],
  ] as const)
    webhook(to, when, 'deployment_status', `deployment-${id}-${state}`, {
      action: 'created',
      deployment_status: { id: when, state, environment, creator: by, created_at: iso(when) },
      ...shared,
    });
  return `${place(service)}/deployments/${id}`;
};
