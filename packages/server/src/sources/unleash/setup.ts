import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Unleash',
  group: 'flags',
  brings:
    'Flags turned on and off in each environment, rollouts, strategies, variants, segments and archived flags.',
  proof: 'token',
  steps: [
    'In Unleash, open Integrations (under Configure), then Webhook, then Configure.',
    'Webhook URL: {url}',
    'Content type: application/json. Leave the body template empty, so that the whole event is sent.',
    'Authorization: Bearer {secret}',
    'Events: those of features and segments. All of them work as well: the rest is kept and ignored. Projects and environments: all, or those that matter.',
    'Save, then turn any flag on or off in an environment.',
  ],
  docs: 'https://docs.getunleash.io/reference/integrations/webhook',
};
