import { createHmac } from 'node:crypto';
import { sign } from '@octokit/webhooks-methods';
import { expect, test } from 'vitest';
import { verify } from './verify.ts';

// The vector of docs.github.com, "Testing the webhook payload validation".
const secret = "It's a Secret to Everybody";
const body = Buffer.from('Hello, World!');
const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
const now = new Date(0);

const judge = (header: string | undefined, secrets: readonly string[], bytes = body) =>
  verify(bytes, header === undefined ? {} : { 'x-hub-signature-256': header }, secrets, now);

test("GitHub's own vector holds, in either case of its digits", () => {
  expect(judge(signature, [secret])).toBe('genuine');
  expect(judge(signature.toUpperCase().replace('SHA256', 'sha256'), [secret])).toBe('genuine');
});

test('during a rotation any of the secrets will do, wherever it stands', () => {
  expect(judge(signature, ['new', secret, 'older'])).toBe('genuine');
});

test.each([
  [undefined, [secret], 'unsigned'],
  ['', [secret], 'forged'],
  [signature.slice(0, -1), [secret], 'forged'],
  [signature.replace('7571', '7572'), [secret], 'forged'],
  [signature.replace('sha256=', 'sha1='), [secret], 'forged'],
  [signature, ['another'], 'forged'],
  [signature, [], 'forged'],
] as const)('the signature %j under %j is %s', (header, secrets, verdict) => {
  expect(judge(header, secrets)).toBe(verdict);
});

test('bytes that are not UTF-8 are signed as they are', () => {
  const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
  const right = `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
  expect(judge(right, [secret], bytes)).toBe('genuine');
  expect(judge(right, [secret], Buffer.from(bytes.toString('utf8')))).toBe('forged');
});

test('an empty body can be signed', () => {
  const right = `sha256=${createHmac('sha256', secret).update('').digest('hex')}`;
  expect(judge(right, [secret], Buffer.alloc(0))).toBe('genuine');
});

test('what npm @octokit/webhooks-methods signs is genuine', async () => {
  expect(judge(await sign(secret, 'Grüße'), [secret], Buffer.from('Grüße'))).toBe('genuine');
});
