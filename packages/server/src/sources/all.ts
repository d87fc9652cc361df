import { datadog } from './datadog/index.ts';
import { eventBridge } from './eventbridge/index.ts';
import { github } from './github/index.ts';
import { googleCloudAudit } from './google-cloud-audit/index.ts';
import { keep } from './keep/index.ts';
import { sentry } from './sentry/index.ts';
import type { Source } from './source.ts';
import { terraformCloud } from './terraform-cloud/index.ts';

/** Every kind of sender that has a webhook of its own, in the order in which people look for them. */
export const sources: readonly Source[] = [
  github,
  // Infrastructure and what watches it.
  terraformCloud,
  eventBridge,
  googleCloudAudit,
  datadog,
  sentry,
  keep,
];
