import {
  botToken,
  type SlackServer,
  signingSecret,
} from '@nightjar/server/providers/slack/testing/slack-server';

/** Settings with which a server tells pages in the channel of this Slack, and people reach it at nightjar.example. */
export const slackSettings = (slack: Pick<SlackServer, 'apiUrl'>): Readonly<Record<string, string>> => ({
  NIGHTJAR_SLACK_BOT_TOKEN: botToken,
  NIGHTJAR_SLACK_SIGNING_SECRET: signingSecret,
  NIGHTJAR_SLACK_CHANNELS: 'C0PAGES',
  NIGHTJAR_SLACK_API: slack.apiUrl.href,
  NIGHTJAR_PUBLIC_URL: 'https://nightjar.example',
});
