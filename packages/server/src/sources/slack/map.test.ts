import { describe, expect, test } from 'vitest';
import { readAs, receivedAt } from '../testing/sender.ts';
import { slack } from './index.ts';
import { sender } from './testing/sender.ts';

const fixture = (name: string) => {
  const found = sender.fixtures.find((it) => it.name === name);
  if (found === undefined) throw new Error(`There is no fixture ${name}.`);
  return structuredClone(found.body) as { event_id: string; event: Record<string, unknown> };
};
const read = (name: string, more: object = {}) => {
  const body = fixture(name);
  return readAs(slack, 'message', { ...body, event: { ...body.event, ...more } });
};

test('the start and the end of one deploy are one change, in whichever channels they are announced', () => {
  const done = read('bot.deployed').observed[0];
  expect(read('bot.deploying').observed[0]?.change).toBe(done?.change);
  expect(read('bot.deployed', { channel: 'C0ELSEWHERE' }).observed[0]?.change).toBe(done?.change);
});

test('the same version on another day, another version, and a rollback are changes of their own', () => {
  const done = read('bot.deployed').observed[0]?.change;
  const others = [
    read('bot.deployed', { ts: '1772419440.000200' }),
    read('bot.failed'),
    read('bot.rollback'),
  ].map(({ observed }) => observed[0]?.change);
  expect(new Set([done, ...others]).size).toBe(4);
});

test('without a version the message is the change, and an edit is about the same message', () => {
  const text = 'Deployed search to production';
  const first = read('bot.deployed', { text }).observed[0];
  const body = fixture('bot.edited');
  const message = {
    ...(body.event['message'] as object),
    text: 'search deployed to production',
    ts: '1772333040.000200',
  };
  const edited = readAs(slack, 'message', { ...body, event: { ...body.event, message } }).observed[0];
  expect(edited?.change).toBe(first?.change);
  expect(read('bot.deployed', { text, ts: '1772333041.000200' }).observed[0]?.change).not.toBe(first?.change);
});

describe('whose words are passed over', () => {
  test.each([
    [{ channel_type: 'im' }, 'It was written to somebody, not into a channel.'],
    [{ subtype: undefined, bot_id: undefined, user: 'U1' }, 'A person wrote it: only bots are read.'],
    [{ subtype: 'message_deleted' }, 'It is a message_deleted, no message of a bot.'],
    [{ app_id: 'A0NIGHTJAR' }, 'It is our own message.'],
  ])('%j', (more, why) => {
    expect(read('bot.deployed', more)).toMatchObject({ observed: [], why });
  });

  test('the preview of a link', () => {
    const attachments = [{ from_url: 'https://x.example', text: 'Deployed pricing v812 to production' }];
    expect(read('bot.deployed', { text: 'See this', attachments }).observed).toEqual([]);
  });
});

test('an app is set up by a challenge, which is answered and not recorded', () => {
  const challenge = {
    type: 'url_verification',
    token: 't',
    challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
  };
  expect(slack.greet?.(challenge)).toEqual({ status: 200, body: { challenge: challenge.challenge } });
  expect(slack.greet?.(fixture('bot.deployed'))).toBeNull();
});

test('a retry is the same delivery', () => {
  const body = fixture('bot.deployed');
  const named = (headers: Record<string, string>) =>
    slack.identify(headers, Buffer.alloc(0), body, receivedAt);
  expect(named({ 'x-slack-retry-num': '1' })).toEqual(named({}));
});

test('a field is gone through in no time', () => {
  const began = performance.now();
  const fields = [{ type: 'mrkdwn', text: `a${'*'.repeat(100_000)}` }];
  read('bot.deployed', { blocks: [{ type: 'section', fields }] });
  expect(performance.now() - began).toBeLessThan(500);
});
