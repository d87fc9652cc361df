import { alertmanager } from './alertmanager/index.ts';
import { github } from './github/index.ts';
import { grafana } from './grafana/index.ts';
import { opsgenie } from './opsgenie/index.ts';
import { pagerduty } from './pagerduty/index.ts';
import { pagerdutyChange } from './pagerduty-change/index.ts';
import type { Source } from './source.ts';

/** Every kind of sender that has a webhook of its own, in the order in which people look for them. */
export const sources: readonly Source[] = [
  github,
  // Alerts.
  alertmanager,
  grafana,
  pagerduty,
  pagerdutyChange,
  opsgenie,
];
