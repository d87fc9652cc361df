import type { Settings } from '../settings.ts';
import { pagerduty } from './pagerduty/index.ts';
import type { Provider } from './provider.ts';
import { slack } from './slack/index.ts';
import { teams } from './teams/index.ts';

/** Who tells people of pages, as it is set. Links lead to the address that people reach Nightjar under; without it there are none. */
export const providersOf = (settings: Settings): Provider[] => {
  const { slackBotToken, slackChannels, slackApi, slackAppToken, slackSigningSecrets } = settings;
  const { teamsWebhook, pagerdutyToken, pagerdutyFrom, pagerdutyUrl } = settings;
  const base = settings.publicUrl ?? null;
  return [
    // Without a channel there are still the buttons and the command to hear.
    ...(slackBotToken === undefined
      ? []
      : [
          slack({
            botToken: slackBotToken,
            appToken: slackAppToken ?? null,
            signingSecrets: slackSigningSecrets,
            channels: slackChannels,
            apiUrl: slackApi,
            base,
          }),
        ]),
    ...(teamsWebhook === undefined ? [] : [teams({ webhook: teamsWebhook, base })]),
    ...(pagerdutyToken === undefined || pagerdutyFrom === undefined
      ? []
      : [pagerduty({ url: pagerdutyUrl, token: pagerdutyToken, from: pagerdutyFrom, base })]),
  ];
};
