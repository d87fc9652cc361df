import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Bitbucket',
  group: 'code',
  brings: 'Pushes to the main branch, merged pull requests and what build statuses tell of deployments.',
  proof: 'signature',
  steps: [
    'Bitbucket Cloud: open the repository (or the workspace, under Settings), then Repository settings, then Webhooks, then Add webhook. Data Center: Repository settings (or Project settings), then Webhooks, then Create webhook.',
    'URL: {url}',
    'Secret: {secret}',
    'Cloud, Triggers, Choose from a full list of triggers: Repository Push, Build status created, Build status updated; Pull request Merged.',
    'Data Center, Events: Repository Push; Pull request Merged.',
    'Save (Create). Leave Skip certificate verification off.',
  ],
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
};
