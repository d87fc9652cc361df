import { expect, test } from 'vitest';
import { nameOfRemote } from './git.ts';

test.each([
  ['https://github.com/acme/shop.git', 'github.com/acme/shop'],
  ['https://me:hunter2@GitHub.com/acme/shop', 'github.com/acme/shop'],
  ['git@gitlab.acme.dev:group/sub/shop.git', 'gitlab.acme.dev/group/sub/shop'],
  ['ssh://git@github.com:22/acme/shop.git/', 'github.com/acme/shop'],
  ['/srv/git/shop.git', null],
  ['file:///srv/git/shop.git', null],
])('the remote %s is called %s', (remote, name) => {
  expect(nameOfRemote(remote)).toBe(name);
});
