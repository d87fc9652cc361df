import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact } from './redact.ts';
import { routingDigest } from './rules.ts';

test.each([
  ['password', { password: 'hunter2' }],
  ['token', { nested: [{ 'X-Auth-Token': 'abc' }] }],
  ['secret', { clientSecret: 'abc' }],
  ['key', { api_key: 'abc' }],
  ['password', { env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }],
  ['token', { key: 'api.auth-token', value: 'hunter2' }],
  ['github-token', { message: `push with ghp_${'a'.repeat(36)} failed` }],
  ['slack-token', ['xoxb-123456789012-abcdef']],
  ['aws-key', { note: 'AKIAIOSFODNN7EXAMPLE' }],
  ['private-key', { pem: '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----' }],
  ['jwt', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'],
  ['bearer', { curl: 'curl -H "Authorization: Bearer abcdefghijklmnop1234"' }],
  ['url-password', { url: 'postgres://app:hunter2@db/shop' }],
] as const)('%s is redacted, visibly', (rule, value) => {
  const { value: clean, rules } = redact(value);
  expect(rules).toEqual([rule]);
  expect(JSON.stringify(clean)).toContain(`[redacted:${rule}]`);
  expect(JSON.stringify(clean)).not.toMatch(/hunter2|ghp_a|AKIAIO|MIIE|xoxb|abcdefghijklmnop|eyJhbG/);
  expect(redact(value, JSON.stringify(value)).rules).toEqual([rule]);
});

test('an address keeps who it is and loses where to write', () => {
  expect(redact({ principalEmail: 'joey@acme.example' }).value).toEqual({
    principalEmail: 'joey@[redacted:email]',
  });
});

test('a routing key leaves a digest by which the catalog can tell the service, and nothing else', () => {
  const key = 'R0123456789ABCDEFGHIJKLMNOPQRSTU';
  const { value } = redact({ routing_key: key });
  expect(value).toEqual({ routing_key: `[redacted:routing-key:${routingDigest(key)}]` });
  expect(routingDigest((value as { routing_key: string }).routing_key)).toBe(routingDigest(key));
});

test.each([
  { tokens_url: 'https://api.example/tokens', keys_url: 'x', secretName: 'db', passed: 'yes', monkey: 'x' },
  { key: 'pricing/prod', keyboard: 'qwerty', token: null, password: '' },
  { name: 'LOG_LEVEL', value: 'debug' },
  { 'client-request-token': 'Console-UpdateStack-7f59', idempotencyToken: 'a1' },
  { name: 'token', value: 7 },
  { text: 'the token bucket of https://example.com:8080/a and a@b.c' },
])('%j holds nothing, and is the very value that was given', (value) => {
  expect(redact(value)).toEqual({ value, rules: [] });
  expect(redact(value).value).toBe(value);
});

test('what is redacted once is redacted for good', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom('password', 'authToken', 'routing_key', 'email'),
      (inner, name) => {
        const once = redact({ [name]: 'me@example.com', inner });
        return redact(once.value).value === once.value;
      },
    ),
  );
});

test('what the text alone tells is never less than what looking at every part tells', () => {
  const values = fc.dictionary(
    fc.constantFrom('dbPassword', 'e-mail', 'DSN', 'a', 'serviceKey', 'name', 'value'),
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        'njt_abcdefghijkl',
        'see ftp://a:b@c and d',
        'me@b.c',
        'Bearer 0123456789abcdefgh',
        'DB_PASSWORD',
      ),
    ),
  );
  fc.assert(
    fc.property(values, (value) => {
      expect(redact(value, JSON.stringify(value))).toEqual(redact(value));
    }),
  );
});

test.each([
  'eyJ-',
  '-eyJaaaaaaaa',
  'eyJaaaaaaaa.eyJbbbbbbbb-',
  'Bearer ',
  'a://b:',
  '-----BEGIN PRIVATE KEY-----',
])('a megabyte of %j is gone through in no time', (part) => {
  const text = part.repeat(1_000_000 / part.length);
  const began = performance.now();
  redact({ text }, text);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test.each(['', 'see ', 'jwt-', '-', 'eyJ-', 'a.'])('a token is found behind %j', (before) => {
  const token = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U`;
  const { value, rules } = redact({ text: `${before}${token} and more` });
  expect(rules).toEqual(['jwt']);
  expect(JSON.stringify(value)).not.toMatch(/OiJ|zdWI|dozj/);
});
