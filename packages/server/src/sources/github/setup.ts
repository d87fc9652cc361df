import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'GitHub',
  group: 'code',
  brings: 'Pushes to the main branch, merges, deployments, workflow runs and releases.',
  proof: 'signature',
  steps: [
    'In GitHub, open the settings of the organisation (or of one repository), then Webhooks, then Add webhook.',
    'Payload URL: {url}, and Content type: application/json.',
    'Secret: {secret}',
    'Let me select individual events: Pushes, Pull requests, Deployments, Deployment statuses, Workflow runs, Releases. Then Add webhook: GitHub sends a ping at once. (“Send me everything” works as well: the rest is kept and ignored.)',
  ],
  docs: 'https://docs.github.com/webhooks/using-webhooks/creating-webhooks',
};
