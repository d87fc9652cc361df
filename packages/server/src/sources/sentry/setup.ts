import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Sentry',
  group: 'alerts',
  brings: 'Issue alerts, metric alerts, and issues that are found, resolved or come back.',
  proof: 'signature',
  theirs: true,
  steps: [
    'In Sentry, open Settings, then Developer Settings (of the organisation, under Integrations on some plans), then Create New Integration, then Internal Integration.',
    'Name: Nightjar. Webhook URL: {url}',
    'Switch Alert Rule Action on, so that alert rules can name Nightjar.',
    'Permissions: Issue & Event: Read. Webhooks: tick issue.',
    'Save Changes, and copy the Client Secret that Sentry shows now. Keep it here as {secret}: Sentry signs with a secret of its own.',
    'In Alerts, edit the rules that matter: under Then perform these actions add Send a notification via an integration, and choose Nightjar.',
  ],
  docs: 'https://docs.sentry.io/organization/integrations/integration-platform/webhooks/',
};
