import type { Alert, EntityPage } from '@nightjar/sdk/wire';

type Link = Alert['links'][number];

/** What one opens next at night: what the alert itself leads to before what its service has. */
export type Ways = {
  readonly dashboard: Link | null;
  readonly runbook: Link | null;
  readonly source: Link | null;
};

const dashboard = /dashboard|panel|grafana/i;
const runbook = /runbook|playbook/i;

const grouped = (page: Pick<EntityPage, 'links'> | null, group: string): Link | null =>
  page?.links.find((it) => it.group === group)?.links[0] ?? null;

export const waysOf = ({ links }: Pick<Alert, 'links'>, page: Pick<EntityPage, 'links'> | null): Ways => ({
  dashboard: links.find(({ label }) => dashboard.test(label)) ?? grouped(page, 'dashboards'),
  runbook: links.find(({ label }) => runbook.test(label)) ?? grouped(page, 'runbooks'),
  source: links.find(({ label }) => !dashboard.test(label) && !runbook.test(label)) ?? null,
});
