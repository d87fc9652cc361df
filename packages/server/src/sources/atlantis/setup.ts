import type { Setup } from '../source.ts';

const configuration = `# In the server's configuration file (atlantis server --config).
webhook-http-headers: '{"Authorization": "Bearer {secret}"}'
webhooks:
  - event: apply
    kind: http
    url: {url}
`;

export const setup: Setup = {
  title: 'Atlantis',
  group: 'infrastructure',
  brings: 'What terraform apply has changed, from which pull request and by whom.',
  proof: 'token',
  steps: [
    'Open the configuration file of the Atlantis server (with Helm: config in the values).',
    'Add what stands below. Leave workspace-regex and branch-regex out, so that every apply is told of.',
    'The header may be given as ATLANTIS_WEBHOOK_HTTP_HEADERS instead, from a secret.',
    'Start Atlantis again. The next atlantis apply tells of itself.',
  ],
  paste: { label: 'Server configuration', language: 'yaml', text: configuration },
  docs: 'https://www.runatlantis.io/docs/sending-notifications-via-webhooks',
};
