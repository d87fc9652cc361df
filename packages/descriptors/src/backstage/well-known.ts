import type { Link } from '../description.ts';

/** What an annotation that many know tells us: how another system calls the entity, and where to look at it there. */
type WellKnown = {
  readonly annotation: string;
  readonly join?: string;
  readonly joined?: (value: string) => string;
  readonly link?: (value: string) => Link | undefined;
  /** It is another name of the entity. */
  readonly alias?: true;
};

const isAddress = (value: string): boolean => /^https?:\/\/\S+$/i.test(value);

/** Values name their place as `url:https://…` or `https://…`. */
const addressIn = (value: string): string | undefined => {
  const plain = value.trim().replace(/^url:/, '');
  return isAddress(plain) ? plain : undefined;
};

const linked =
  (group: string, label: string) =>
  (value: string): Link | undefined => {
    const url = addressIn(value);
    return url === undefined ? undefined : { group, label, url };
  };

const path = (value: string): string => value.toWellFormed().split('/').map(encodeURIComponent).join('/');

/** `acme/pricing` → `pricing`. */
const lastPart = (value: string): string => value.slice(value.lastIndexOf('/') + 1);

/**
 * Backstage's own (docs: well-known-annotations) and those of the plugins that are seen most. A PagerDuty integration key is
 * kept as a join, for events carry it; nothing here prints it.
 */
const all: readonly WellKnown[] = [
  {
    annotation: 'github.com/project-slug',
    join: 'github',
    link: (slug) => ({ group: 'code', label: 'GitHub', url: `https://github.com/${path(slug)}` }),
  },
  { annotation: 'github.com/team-slug', join: 'github-team' },
  { annotation: 'github.com/user-login', join: 'github-user' },
  {
    annotation: 'gitlab.com/project-slug',
    join: 'gitlab',
    link: (slug) => ({ group: 'code', label: 'GitLab', url: `https://gitlab.com/${path(slug)}` }),
  },
  { annotation: 'gitlab.com/project-id', join: 'gitlab-project' },
  { annotation: 'bitbucket.org/project-slug', join: 'bitbucket' },
  { annotation: 'dev.azure.com/project-repo', join: 'azure-devops' },
  {
    annotation: 'sentry.io/project-slug',
    join: 'sentry',
    joined: lastPart,
    link: (slug) => {
      const [organisation, project] = slug.split('/');
      if (organisation === undefined || project === undefined) return undefined;
      const url = `https://sentry.io/organizations/${path(organisation)}/projects/${path(project)}/`;
      return { group: 'errors', label: 'Sentry', url };
    },
  },
  { annotation: 'rollbar.com/project-slug', join: 'rollbar' },
  { annotation: 'pagerduty.com/service-id', join: 'pagerduty' },
  { annotation: 'pagerduty.com/integration-key', join: 'pagerduty-key' },
  { annotation: 'opsgenie.com/team', join: 'opsgenie-team' },
  { annotation: 'opsgenie.com/component-selector', join: 'opsgenie' },
  {
    annotation: 'grafana/overview-dashboard',
    link: linked('dashboards', 'Grafana'),
  },
  { annotation: 'grafana/dashboard-selector', join: 'grafana', link: linked('dashboards', 'Grafana') },
  { annotation: 'grafana/alert-label-selector', join: 'grafana-alerts' },
  { annotation: 'datadoghq.com/dashboard-url', link: linked('dashboards', 'Datadog') },
  { annotation: 'datadoghq.com/service-name', join: 'datadog' },
  { annotation: 'newrelic.com/dashboard-guid', join: 'newrelic' },
  {
    annotation: 'circleci.com/project-slug',
    join: 'circleci',
    link: (slug) => ({
      group: 'ci',
      label: 'CircleCI',
      url: `https://app.circleci.com/pipelines/${path(slug)}`,
    }),
  },
  {
    annotation: 'buildkite.com/project-slug',
    join: 'buildkite',
    link: (slug) => ({ group: 'ci', label: 'Buildkite', url: `https://buildkite.com/${path(slug)}` }),
  },
  { annotation: 'jenkins.io/job-full-name', join: 'jenkins' },
  { annotation: 'gocd.org/pipelines', join: 'gocd' },
  { annotation: 'argocd/app-name', join: 'argocd' },
  { annotation: 'argocd/app-selector', join: 'argocd-selector' },
  { annotation: 'sonarqube.org/project-key', join: 'sonarqube', joined: lastPart },
  { annotation: 'snyk.io/project-ids', join: 'snyk' },
  { annotation: 'jira/project-key', join: 'jira' },
  { annotation: 'periskop.io/service-name', join: 'periskop' },
  { annotation: 'vault.io/secrets-path', join: 'vault' },
  { annotation: 'backstage.io/kubernetes-id', join: 'kubernetes', alias: true },
  { annotation: 'backstage.io/kubernetes-label-selector', join: 'kubernetes-selector' },
  { annotation: 'backstage.io/view-url', link: linked('code', 'View the descriptor') },
  { annotation: 'backstage.io/edit-url', link: linked('code', 'Edit the descriptor') },
  { annotation: 'backstage.io/techdocs-ref', link: linked('docs', 'Documentation') },
];

const byAnnotation = new Map(all.map((known) => [known.annotation, known]));

export type Told = {
  readonly joins: Readonly<Record<string, string>>;
  readonly links: readonly Link[];
  readonly aliases: readonly string[];
};

/** What the annotations tell beyond themselves. */
export const toldBy = (annotations: Readonly<Record<string, string>>): Told => {
  const joins: Record<string, string> = {};
  const links: Link[] = [];
  const aliases: string[] = [];
  for (const [annotation, written] of Object.entries(annotations)) {
    const known = byAnnotation.get(annotation);
    const value = written.trim();
    if (known === undefined || value === '') continue;
    if (known.join !== undefined) joins[known.join] = known.joined?.(value) ?? value;
    const link = known.link?.(value);
    if (link !== undefined) links.push(link);
    if (known.alias) aliases.push(value);
  }
  return { joins, links, aliases };
};
