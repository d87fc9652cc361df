import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Flagsmith',
  group: 'flags',
  brings:
    'Flags turned on and off, changed values, overrides for segments and identities, deleted flags, changed segments.',
  proof: 'signature',
  steps: [
    'In Flagsmith, open the environment (Production), then Environment Settings, then Webhooks, then Create webhook.',
    'URL: {url}',
    'Secret: {secret}',
    'Leave it enabled and create it. Do the same in every environment that matters.',
    'For segments as well: Organisation Settings, then Webhooks, with the same URL and secret.',
  ],
  docs: 'https://docs.flagsmith.com/administration-and-security/platform-configuration/environment-settings',
};
