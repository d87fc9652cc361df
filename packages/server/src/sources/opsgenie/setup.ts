import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Opsgenie',
  group: 'alerts',
  brings: 'Alerts that are created, acknowledged and closed.',
  proof: 'token',
  steps: [
    'In Opsgenie, open Settings, Integrations, Add integration, search for Webhook (outgoing), and continue. In Jira Service Management: Operations, the team, Integrations.',
    'Webhook URL: {url}',
    'Custom headers: Authorization, with the value Bearer {secret}',
    'Check Add alert description to payload and Add alert details to payload.',
    'Alert actions: alert is created, is acknowledged, is unacknowledged, is closed, is deleted – each posts to the URL. Any other is kept and ignored.',
    'Save, and Turn on integration.',
  ],
  docs: 'https://support.atlassian.com/opsgenie/docs/integrate-opsgenie-with-outgoing-webhooks/',
};
