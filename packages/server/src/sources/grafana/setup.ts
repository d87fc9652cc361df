import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Grafana alerting',
  group: 'alerts',
  brings: 'Alerts of Grafana’s own rules that fire and resolve, with the values that made them.',
  proof: 'signature',
  steps: [
    'In Grafana, open Alerts & IRM, Alerting, Notification configuration, then Contact points (before Grafana 13: Alerting, Contact points), and Add contact point.',
    'Integration: Webhook. URL: {url}',
    'Under Optional Webhook settings, HMAC Signature, Secret: {secret}. Header: leave it as it is. Timestamp Header: X-Grafana-Alerting-Timestamp',
    'Before Grafana 12 there is no HMAC Signature: take Authorization Header – Credentials instead, with the same secret.',
    'Leave Disable resolved message off. Test sends a message that is answered and ignored. Save contact point.',
    'In Notification policies, add a child policy for all alerts with this contact point and Continue matching subsequent sibling nodes, or choose it in the default policy.',
  ],
  docs: 'https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/',
};
