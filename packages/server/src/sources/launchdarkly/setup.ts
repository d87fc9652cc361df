import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'LaunchDarkly',
  group: 'flags',
  brings:
    'Flags turned on and off, targeting, rollouts, segments, experiments and SDK keys, in each environment.',
  proof: 'signature',
  steps: [
    'In LaunchDarkly, open Organization settings (the gear), then Integrations, then Webhooks, then Add integration.',
    'URL: {url}',
    'Tick Sign this webhook, and set the secret: {secret}',
    'Leave the policy empty for everything, or allow proj/*:env/production:flag/*, :segment/* and :experiment/* for production alone.',
    'Accept the terms and save. Then turn any flag on or off.',
  ],
  docs: 'https://launchdarkly.com/docs/home/infrastructure/webhooks',
};
