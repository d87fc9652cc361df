import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Prometheus and Alertmanager',
  group: 'alerts',
  brings: 'Alerts that fire and resolve.',
  proof: 'token',
  steps: [
    'With an Alertmanager: put the block below into alertmanager.yml, as one more receiver and one more route, and reload it (kill -HUP, or POST /-/reload).',
    'The route has `continue: true` and stands first, so that every alert comes here and goes on to whom it went before.',
    'Without one, Nightjar can stand in its place: in prometheus.yml, under alerting.alertmanagers, add `- authorization: { credentials: "{secret}" }` with this server’s host and port under static_configs.targets (and `scheme: https`). Prometheus finds /api/v2/alerts by itself.',
    'Set external_labels in prometheus.yml where several Prometheis send here: labels are what tells their alerts apart.',
  ],
  paste: {
    label: 'alertmanager.yml',
    language: 'yaml',
    text: `receivers:
  - name: nightjar
    webhook_configs:
      - url: {url}
        send_resolved: true
        http_config:
          authorization:
            credentials: "{secret}"
route:
  routes:
    - receiver: nightjar
      continue: true
      group_by: ['...']
      group_wait: 0s
`,
  },
  docs: 'https://prometheus.io/docs/alerting/latest/configuration/#webhook_config',
};
