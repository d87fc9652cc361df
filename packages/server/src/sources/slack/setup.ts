import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Slack',
  group: 'chat',
  brings:
    'What deploy bots write into the channels you choose: deploys, rollbacks and flags, with nothing else to set up.',
  proof: 'signature',
  theirs: true,
  steps: [
    'At api.slack.com/apps, choose Create New App, then From a manifest, then your workspace, and paste the block below.',
    'Under Basic Information, App Credentials, copy the Signing Secret, and keep it here as {secret}: Slack makes it, it cannot be chosen.',
    'Under Event Subscriptions, press Retry beside the Request URL if it is not verified yet: {url}. Then Install App, Install to Workspace.',
    'In each channel in which bots announce deploys: /invite @Nightjar. Only these are read, and in them only bots.',
  ],
  paste: {
    label: 'App manifest',
    language: 'yaml',
    text: `display_information:
  name: Nightjar
  description: Reads what deploy bots announce.
features:
  bot_user:
    display_name: Nightjar
oauth_config:
  scopes:
    bot:
      - channels:history
      - groups:history
settings:
  event_subscriptions:
    request_url: {url}
    bot_events:
      - message.channels
      - message.groups
`,
  },
  docs: 'https://docs.slack.dev/apis/events-api/',
};
