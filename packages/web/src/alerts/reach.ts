import type { Alert, EntityPage } from '@nightjar/sdk/wire';
import { byUse, type Contact, wayTo } from '../catalog/entity/contacts.ts';
import { safeUrl } from '../ui/link.ts';

export type Link = Alert['links'][number];

/** What one opens next at night: what the alert itself leads to before what its service has. */
type Ways = {
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

/** One tap. */
export type Way = {
  readonly is: 'onCall' | 'chat' | 'dashboard' | 'runbook' | 'source';
  readonly word: 'Call' | 'Chat' | 'Dashboard' | 'Runbook' | 'Source';
  /** Whom or what it leads to. */
  readonly label: string;
  readonly href: string;
};

/** All that one opens next, in the order in which it helps; what leads nowhere safe is left out. */
export const openedFrom = (
  links: readonly Link[],
  page: Pick<EntityPage, 'links'> | null,
  contacts: readonly Contact[],
): readonly Way[] => {
  const { first } = byUse(contacts);
  const { dashboard, runbook, source } = waysOf({ links }, page);
  const called = (slot: Contact['slot']): Link | null => {
    const contact = first.find((it) => it.slot === slot);
    const url = contact === undefined ? null : wayTo(contact);
    return contact === undefined || url === null ? null : { label: contact.label, url };
  };
  const all = [
    ['onCall', 'Call', called('onCall')],
    ['chat', 'Chat', called('chat')],
    ['dashboard', 'Dashboard', dashboard],
    ['runbook', 'Runbook', runbook],
    ['source', 'Source', source],
  ] as const;
  return all.flatMap(([is, word, to]) => {
    const href = to === null ? null : safeUrl(to.url);
    return to === null || href === null ? [] : [{ is, word, label: to.label, href }];
  });
};
