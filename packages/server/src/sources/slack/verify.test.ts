import { expect, test } from 'vitest';
import { verify } from './verify.ts';

/** The example of docs.slack.dev, "Verifying requests from Slack". */
const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const body = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
);
const headers = {
  'x-slack-request-timestamp': '1531420618',
  'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
};
const at = (seconds: number) => verify(body, headers, [secret], new Date(seconds * 1000));

test('Slack’s own example holds for five minutes, and is stale after them', () => {
  expect([at(1531420618), at(1531420618 + 300), at(1531420618 - 300)]).toEqual([
    'genuine',
    'genuine',
    'genuine',
  ]);
  expect([at(1531420618 + 301), at(1531420618 - 301)]).toEqual(['stale', 'stale']);
});

test('a moment that was changed does not freshen a signature', () => {
  const fresh = { ...headers, 'x-slack-request-timestamp': '1531421618' };
  expect(verify(body, fresh, [secret], new Date(1531421618 * 1000))).toBe('forged');
});
