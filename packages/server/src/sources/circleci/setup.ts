import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'CircleCI',
  group: 'delivery',
  brings: 'Workflows of the main branch and of tags, and jobs that deploy.',
  proof: 'signature',
  steps: [
    'In CircleCI, open the project, then Project Settings, then Webhooks, then Add Webhook.',
    'Webhook name: Nightjar. Receiver URL: {url}',
    'Secret token: {secret}',
    'Certificate verification: leave it on.',
    'Events: Workflow Completed; and Job Completed, so that a deployment is told of by its own job.',
    'Add Webhook. Test Ping Event sends a ping at once.',
  ],
  docs: 'https://circleci.com/docs/guides/integration/outbound-webhooks/',
};
