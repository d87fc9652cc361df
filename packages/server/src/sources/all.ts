import { alertmanager } from './alertmanager/index.ts';
import { argocd } from './argocd/index.ts';
import { atlantis } from './atlantis/index.ts';
import { bitbucket } from './bitbucket/index.ts';
import { circleci } from './circleci/index.ts';
import { datadog } from './datadog/index.ts';
import { effx } from './effx/index.ts';
import { eventBridge } from './eventbridge/index.ts';
import { flagsmith } from './flagsmith/index.ts';
import { flux } from './flux/index.ts';
import { github } from './github/index.ts';
import { gitlab } from './gitlab/index.ts';
import { googleCloudAudit } from './google-cloud-audit/index.ts';
import { grafana } from './grafana/index.ts';
import { jenkins } from './jenkins/index.ts';
import { keep } from './keep/index.ts';
import { launchdarkly } from './launchdarkly/index.ts';
import { openfeature } from './openfeature/index.ts';
import { opsgenie } from './opsgenie/index.ts';
import { pagerduty } from './pagerduty/index.ts';
import { pagerdutyChange } from './pagerduty-change/index.ts';
import { sentry } from './sentry/index.ts';
import { slack } from './slack/index.ts';
import type { Source } from './source.ts';
import { spinnaker } from './spinnaker/index.ts';
import { statuspage } from './statuspage/index.ts';
import { terraformCloud } from './terraform-cloud/index.ts';
import { unleash } from './unleash/index.ts';

/** Every kind of sender that has a webhook of its own, in the order in which people look for them. */
export const sources: readonly Source[] = [
  github,
  gitlab,
  bitbucket,
  argocd,
  flux,
  jenkins,
  circleci,
  spinnaker,
  flagsmith,
  launchdarkly,
  openfeature,
  unleash,
  atlantis,
  eventBridge,
  googleCloudAudit,
  terraformCloud,
  alertmanager,
  pagerduty,
  datadog,
  grafana,
  opsgenie,
  sentry,
  statuspage,
  slack,
  effx,
  keep,
  pagerdutyChange,
];
