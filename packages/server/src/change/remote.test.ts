import { expect, test } from 'vitest';
import { remoteOf, repositoryHints } from './remote.ts';

test.each([
  ['https://github.com/acme/pricing.git', 'github', 'acme/pricing'],
  ['https://joey:secret@gitlab.example.com/money/tools/pricing', 'gitlab', 'money/tools/pricing'],
  ['git@bitbucket.org:acme/pricing.git', 'bitbucket', 'acme/pricing'],
  ['ssh://git@gitlab.example.com:2222/money/pricing.git', 'gitlab', 'money/pricing'],
  ['https://github.com/acme/pricing/', 'github', 'acme/pricing'],
])('%s is of %s: %s', (address, join, value) => {
  expect(repositoryHints(address)).toEqual([{ join, value }]);
});

test.each(['', 'https://github.com', 'https://github.com/acme', 'a b/c d', 'git.example.com/acme/pricing'])(
  '%j gives no hint',
  (address) => {
    expect(repositoryHints(address)).toEqual([]);
  },
);

test('a host that does not give away what it is still has a repository', () => {
  expect(remoteOf('ssh://git@code.example.com:7999/mon/ledger.git')).toEqual({
    host: 'code.example.com',
    path: 'mon/ledger',
    name: 'ledger',
  });
});
