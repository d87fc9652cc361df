import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'PagerDuty change events',
  group: 'anything',
  brings: 'Whatever reports changes (or alerts) to PagerDuty’s Events API, by a changed address.',
  proof: 'key',
  steps: [
    'Where a tool sends change events to https://events.pagerduty.com, replace that host by this server’s: the paths /v2/change/enqueue and /v2/enqueue are the same. {url} takes both as well.',
    'The integration key (routing_key) proves who sends. Keep the one that the tool has, and add it here as a secret of this source; or give the tool this one: {secret}',
    'A key that stands in the catalog as pagerduty.com/integration-key of a service tells which service a change is of.',
  ],
  paste: {
    label: 'Try it',
    language: 'shell',
    text: `curl -X POST {url} -H 'content-type: application/json' -d '{
  "routing_key": "{secret}",
  "payload": { "summary": "Deploy pricing v812", "custom_details": { "service": "pricing", "environment": "prod" } }
}'`,
  },
  docs: 'https://developer.pagerduty.com/docs/send-change-event',
};
