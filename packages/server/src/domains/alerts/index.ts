import { domain } from '@nightjar/kernel/domain';
import type { FindAlert } from '../../evidence/told.ts';
import { graph } from './graphql.ts';
import { alerts as all } from './projection.ts';
import { alertsById } from './queries.ts';
import { routes } from './routes.ts';

export const alerts = domain({ name: 'alerts', projections: [all], routes });

/** What the graph knows of alerts. */
export const alertsGraph = graph;

/** What a page of an alert is recognised by, for whoever tells people of it. */
export const alertToTell: FindAlert = async (kernel, caller, id) => {
  const [alert] = await alertsById(await kernel.reader(caller, { of: [all] }), [id]);
  return alert ?? null;
};
