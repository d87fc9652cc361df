import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Statuspage',
  group: 'alerts',
  brings:
    'Incidents and component outages of the services you depend on, from any status page that runs on Statuspage.',
  proof: 'token',
  steps: [
    'Open the status page of the service, then Subscribe to updates, then the tab for webhooks (‹ › or Webhook).',
    'Webhook URL: {url}?key={secret}',
    'E-mail address: yours. Statuspage writes to it if the address stops answering.',
    'Subscribe. Do the same on every status page that matters; they may share the address.',
  ],
  docs: 'https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/',
};
