import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { slack } from '../../providers/slack/index.ts';
import {
  botToken,
  type SlackServer,
  signingSecret,
  slackServer,
} from '../../providers/slack/testing/slack-server.ts';
import { diagnosed, notificationsHouse, suspect, until } from './testing/house.ts';

const base = new URL('https://nightjar.example');

const provider = (
  { apiUrl }: SlackServer,
  more: { channels?: string[]; paceMs?: number; patienceMs?: number } = {},
) =>
  slack({
    botToken,
    appToken: null,
    signingSecrets: [signingSecret],
    channels: ['C0PAGES'],
    apiUrl,
    base,
    paceMs: 20,
    patienceMs: 0,
    ...more,
  });

test('a page is told once, and the one message is changed as rounds come', async () => {
  await using server = await slackServer();
  await using database = await testDatabase({ connections: 4 });
  await using house = await notificationsHouse(database, { providers: [provider(server)] });
  const first = diagnosed('dgn_1');
  await house.made(first);
  const [said] = await until(server.said, (it) => it.length === 1);
  expect(JSON.stringify(said?.blocks)).toContain('Deploy pricing v811');
  expect(JSON.stringify(said?.blocks)).toContain('https://nightjar.example/changes/chg_1');
  await house.made({ ...first, round: 2, after: 1, verdict: 'not a change', probability: 0.1, suspects: [] });
  const [edited] = await until(server.said, (it) => it[0]?.edits === 1);
  expect(JSON.stringify(edited?.blocks)).toContain('Nothing plausible changed');
  // The same round again, as after a restart: nothing is written.
  await house.made({ ...first, round: 2, after: 1, verdict: 'not a change', probability: 0.1, suspects: [] });
  await house.made({ ...first, round: 3, after: 5, suspects: [suspect(2), suspect(1)] });
  await until(server.said, (it) => it[0]?.edits === 2);
  expect(server.said()).toHaveLength(1);
  expect(server.calls('chat.postMessage')).toHaveLength(1);
  expect(await house.places()).toMatchObject([
    { place: 'slack C0PAGES', state: 'fine', told: 1, hears: true },
  ]);
});
