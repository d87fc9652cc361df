import { expect, test } from 'vitest';
import { provenance } from './origin.ts';

const from = (given: Partial<Parameters<typeof provenance>[0]>, publicUrl: string | null = null) =>
  provenance(
    { method: 'POST', host: 'nightjar:4400', origin: undefined, secFetchSite: undefined, ...given },
    publicUrl,
  );

test.each([
  ['same-origin', 'ours'],
  ['same-site', 'foreign'],
  ['cross-site', 'foreign'],
  ['none', 'foreign'],
])('a browser that says %s is %s, whatever Origin says', (secFetchSite, expected) => {
  expect(from({ secFetchSite, origin: 'http://nightjar:4400' })).toBe(expected);
});

test.each([
  ['http://nightjar:4400', 'ours'],
  ['http://nightjar:4401', 'foreign'],
  ['http://evil.example', 'foreign'],
  ['http://nightjar:4400.evil.example', 'foreign'],
  ['null', 'foreign'],
  [undefined, 'nowhere'],
])('without Fetch Metadata the origin %s is %s', (origin, expected) => {
  expect(from({ origin })).toBe(expected);
});

test('a read changes nothing and is always ours', () => {
  expect(from({ method: 'GET', secFetchSite: 'cross-site' })).toBe('ours');
});

test('behind a proxy the public address is ours', () => {
  expect(from({ origin: 'https://jar.example' }, 'https://jar.example/')).toBe('ours');
});
