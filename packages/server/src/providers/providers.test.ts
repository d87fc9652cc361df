import { readSettings } from '@nightjar/kernel/config/settings';
import { expect, test } from 'vitest';
import { table } from '../settings.ts';
import { providersOf } from './providers.ts';

const slackEnv = {
  NIGHTJAR_SLACK_BOT_TOKEN: 'xoxb-1',
  NIGHTJAR_SLACK_CHANNELS: 'C0PAGES, C0OTHER,C0PAGES',
};

const of = (env: Readonly<Record<string, string>>) => providersOf(readSettings(table, env));

test('whoever there is a token for tells people, and listens by what is set', () => {
  expect(of({})).toEqual([]);
  const [mute] = of(slackEnv);
  expect(mute?.places.map(({ id }) => id)).toEqual(['slack C0PAGES', 'slack C0OTHER']);
  expect([mute?.routes, mute?.listen]).toEqual([undefined, undefined]);
  const [socket] = of({ ...slackEnv, NIGHTJAR_SLACK_APP_TOKEN: 'xapp-1' });
  expect(socket?.ear?.id).toBe('slack socket');
  const [reached] = of({ ...slackEnv, NIGHTJAR_SLACK_SIGNING_SECRET: 'signing-one signing-two' });
  expect(reached?.routes).toBeTypeOf('function');
  const others = of({
    NIGHTJAR_TEAMS_WEBHOOK: 'https://acme.example/workflows/1?sig=x',
    NIGHTJAR_PAGERDUTY_TOKEN: 'key',
    NIGHTJAR_PAGERDUTY_FROM: 'ops@acme.example',
  });
  expect(others.map(({ name }) => name)).toEqual(['teams', 'pagerduty']);
  // A key alone is for what webhooks have lost.
  expect(of({ NIGHTJAR_PAGERDUTY_TOKEN: 'key' })).toEqual([]);
});

test('a name is no id of a channel, and no secret is repeated where it cannot be read', () => {
  expect(() => of({ ...slackEnv, NIGHTJAR_SLACK_CHANNELS: '#alerts' })).toThrow(
    /ids of channels such as C0123ABCD/,
  );
  expect(() => of({ NIGHTJAR_TEAMS_WEBHOOK: 'ftp://sentinel' })).toThrow(/^(?!.*sentinel)/);
});
