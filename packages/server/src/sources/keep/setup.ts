import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Keep',
  group: 'anything',
  brings:
    'Alerts of anything that sends them as Keep takes them: one JSON object with name, status and severity, or a list of them.',
  proof: 'token',
  steps: [
    'What sends to Keep already: put this server’s host in the place of Keep’s, and {secret} in the place of Keep’s API key (the header X-API-KEY). The path /alerts/event stays.',
    'From Keep itself: Workflows, then New workflow; paste the workflow below. It forwards each alert as it is.',
    'Anything else: POST the JSON to {url} with the header X-API-KEY: {secret}',
  ],
  paste: {
    label: 'A workflow for Keep that forwards every alert',
    language: 'yaml',
    text: `workflow:
  id: forward-to-nightjar
  description: Forward every alert to Nightjar
  triggers:
    - type: alert
  actions:
    - name: nightjar
      provider:
        type: http
        with:
          url: {url}
          method: POST
          headers:
            Content-Type: application/json
            X-API-KEY: {secret}
          body:
            fingerprint: "{{ alert.fingerprint }}"
            name: "{{ alert.name }}"
            status: "{{ alert.status }}"
            severity: "{{ alert.severity }}"
            lastReceived: "{{ alert.lastReceived }}"
            environment: "{{ alert.environment }}"
            service: "{{ alert.service }}"
            message: "{{ alert.message }}"
            url: "{{ alert.url }}"
`,
  },
  docs: 'https://docs.keephq.dev/providers/documentation/webhook-provider',
};
