import { chmod, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { git, write } from '../testing/checkout.ts';
import { place } from '../testing/nightjar.ts';

const api = (definition: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: leak}\nspec: {type: openapi, lifecycle: x, owner: y, definition: {$text: ${definition}}}\n`;
const location = (target: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: leak}\nspec: {target: ${target}}\n`;

test.each([
  ['through a folder that is a link', './docs/id_rsa', {}],
  ['upwards', '../outside/id_rsa', {}],
  ['to what git keeps', './.git/config', {}],
  ['to an env file', './prod/.env.local', { 'prod/.env.local': 'A=PRIVATE' }],
  ['to what a tool keeps', './.nightjar/token', { '.nightjar/token': 'PRIVATE' }],
  ['to a link to what git keeps', './openapi.txt', {}],
])('a descriptor that leads %s sends nothing of what is there', async (_, target, files) => {
  await using here = await place();
  const shop = join(here.folder, 'shop');
  await write(here.folder, { 'outside/id_rsa': 'PRIVATE', 'shop/catalog-info.yaml': api(target) });
  await write(shop, { 'a/catalog-info.yaml': location(`../${target}`), ...files });
  await git(here.folder, 'init', '-q', 'shop');
  await git(shop, 'config', 'user.password', 'PRIVATE');
  await symlink(join(here.folder, 'outside'), join(shop, 'docs'));
  await symlink('.git/config', join(shop, 'openapi.txt'));
  const said = await here.run('catalog', 'apply', 'shop', '--dry-run', '--json');
  expect(said.out).toContain('"api:default/leak"');
  expect(said.out + said.err).not.toContain('PRIVATE');
});

test('a definition beside a descriptor is sent with it, also through a link that stays inside', async () => {
  await using here = await place();
  await write(here.folder, {
    'shop/catalog-info.yaml': api('./docs/prices.txt'),
    'shop/specs/prices.txt': 'WANTED',
  });
  await symlink('specs', join(here.folder, 'shop/docs'));
  const said = await here.run('catalog', 'apply', 'shop', '--dry-run', '--json');
  expect(said.out).toContain('"definition":"WANTED"');
});

/** A clone that lacks trees: `git log --name-only` would fetch them, by whatever its settings name. */
const partialClone = async (folder: string): Promise<string> => {
  await write(folder, { 'source/compose.yaml': 'services:\n  web:\n    image: acme/web:1\n' });
  await git(folder, 'init', '-q', 'source');
  await git(join(folder, 'source'), 'add', '.');
  await git(join(folder, 'source'), 'commit', '-qm', 'one');
  await git(join(folder, 'source'), 'config', 'uploadpack.allowFilter', 'true');
  await git(folder, 'clone', '-q', '--filter=tree:0', '--no-checkout', `file://${folder}/source`, 'part');
  return join(folder, 'part');
};

test.each([
  ['a way to connect', { 'remote.origin.url': 'ssh://x.invalid/y', 'core.sshCommand': 'RUN' }],
  [
    'a way to connect, and that it is allowed',
    { 'remote.origin.url': 'ssh://x.invalid/y', 'protocol.ssh.allow': 'always', 'core.sshCommand': 'RUN' },
  ],
  ['a proxy', { 'remote.origin.url': 'git://x.invalid/y', 'core.gitProxy': 'RUN' }],
  ['a remote helper', { 'remote.origin.url': 'ext::RUN', 'protocol.ext.allow': 'always' }],
  ['a program at the other end', { 'remote.origin.uploadpack': 'RUN' }],
  [
    'what asks for passwords',
    { 'remote.origin.url': 'https://127.0.0.1:1/y', 'credential.helper': '!RUN', 'core.askPass': 'RUN' },
  ],
  [
    'a watcher, a pager, a checker of signatures',
    {
      'core.fsmonitor': 'RUN',
      'core.pager': 'RUN',
      'pager.log': 'true',
      'log.showSignature': 'true',
      'gpg.program': 'RUN',
      'diff.external': 'RUN',
    },
  ],
])('looking at who committed runs nothing that a checkout names: %s', async (_, settings) => {
  await using here = await place();
  const part = await partialClone(here.folder);
  const run = join(here.folder, 'run.sh');
  await write(here.folder, { 'run.sh': `#!/bin/sh\ntouch ${here.folder}/ran\nexit 1\n` });
  await chmod(run, 0o755);
  for (const [name, value] of Object.entries(settings))
    await git(part, 'config', name, value.replace('RUN', run));
  const said = await here.run('catalog', 'discover', 'part', '--dry-run');
  expect(said.code).toBe(0);
  await expect(stat(join(here.folder, 'ran'))).rejects.toThrow();
});

test('a checkout that calls all of the disk its own is looked at where it lies', async () => {
  await using here = await place();
  await write(here.folder, { 'shop/catalog-info.yaml': api('./../outside.txt'), 'outside.txt': 'PRIVATE' });
  await git(here.folder, 'init', '-q', 'shop');
  await git(join(here.folder, 'shop'), 'config', 'core.worktree', here.folder);
  const said = await here.run('catalog', 'apply', 'shop', '--dry-run', '--json');
  expect(said.out).toContain('"api:default/leak"');
  expect(said.out).not.toContain('PRIVATE');
});
