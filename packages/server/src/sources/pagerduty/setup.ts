import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'PagerDuty incidents',
  group: 'alerts',
  brings: 'Incidents that are triggered, acknowledged, escalated and resolved.',
  proof: 'signature',
  steps: [
    'In PagerDuty, open Integrations, then Generic Webhooks (v3), and + New Webhook.',
    'Webhook URL: {url}',
    'Scope Type: Account, or the team or service that is meant.',
    'Event Subscription: the events whose names begin with incident. All the others are kept and ignored.',
    'Custom Headers: Add custom header, name Authorization, value Bearer {secret}',
    'Add Webhook. PagerDuty shows once the secret that it signs with. Add that here as a secret of this source, and the custom header is not needed.',
    'Send Test Event, in the menu of the webhook: a greeting of Pagey arrives and is ignored.',
  ],
  docs: 'https://support.pagerduty.com/main/docs/webhooks',
};
