import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'GitLab',
  group: 'code',
  brings: 'Pushes to the default branch, merges, deployments, pipelines, releases and feature flags.',
  proof: 'signature',
  steps: [
    'In GitLab, open the project (or, from Premium on, the group), then Settings, then Webhooks, then Add new webhook.',
    'URL: {url}',
    'Secret token: {secret}',
    'Better, where your GitLab has it: leave Secret token empty, press Generate signing token, and add the whsec_… token that it shows here as a secret.',
    'Trigger: Push events, Merge request events, Pipeline events, Deployment events, Releases events, Feature flag events. Others may be on: they are kept and ignored.',
    'Leave Enable SSL verification on, and the custom webhook template empty.',
    'Add webhook. Then Test, Push events sends one.',
  ],
  docs: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
};
