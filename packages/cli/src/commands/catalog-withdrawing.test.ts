import { expect, test } from 'vitest';
import { bodies, component, git, taking, write } from '../testing/checkout.ts';
import { place } from '../testing/nightjar.ts';

const stack = 'services:\n  web:\n    image: acme/web:1\n';

test.each([
  ['is told not to look at commits', ['--no-committers'], false],
  ['has the last commit alone', [], true],
])('who %s takes back nothing that was concluded from them', async (_, flags, isShallow) => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url });
  await write(here.folder, { 'source/compose.yaml': stack });
  await git(here.folder, 'init', '-q', 'source');
  await git(`${here.folder}/source`, 'add', '.');
  await git(`${here.folder}/source`, 'commit', '-qm', 'one');
  await git(`${here.folder}/source`, 'commit', '-qm', 'two', '--allow-empty');
  const depth = isShallow ? ['--depth=1'] : [];
  await git(here.folder, 'clone', '-q', ...depth, `file://${here.folder}/source`, 'shop');
  await here.run('catalog', 'discover', 'shop', ...flags);
  expect(bodies(server).map(({ by }) => by)).toContain('compose');
  expect(bodies(server).filter(({ by }) => by === 'committers')).toEqual([]);
  server.heard.length = 0;
  await here.run('catalog', 'discover', 'source');
  expect(bodies(server)).toContainEqual(expect.objectContaining({ by: 'committers', whole: true }));
});

test('a file that is a descriptor by its first words and cannot be read keeps what it said', async () => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url });
  await write(here.folder, {
    'catalog-info.yaml': component('a'),
    'pricing.yaml': component('"pricing').replace('}', ''),
  });
  const said = await here.run('catalog', 'apply', '.');
  expect(said.code).toBe(1);
  expect(said.err).toMatch(/^pricing\.yaml:\d+:\d+ /m);
  expect(said.err).toMatch(/Nothing was withdrawn of what backstage, .+: pricing\.yaml could not be read\./);
  expect(bodies(server)).toMatchObject([{ by: 'backstage', whole: false, descriptions: [{ name: 'a' }] }]);
});

test('a manifest that cannot be read keeps what it said, and others say what they say', async () => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url });
  await write(here.folder, {
    'catalog-info.yaml': component('a'),
    CODEOWNERS: '* @acme/payments\n',
    'k8s/broken.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: [\n',
  });
  const said = await here.run('catalog', 'apply', '.');
  expect(said.code).toBe(0);
  expect(said.err).toContain('of what codeowners said before: k8s/broken.yaml could not be read.');
  expect(bodies(server)).toMatchObject([
    { by: 'backstage', whole: true, unread: expect.arrayContaining(['k8s/broken.yaml']) },
    { by: 'effx', whole: true },
    { by: 'definition', whole: true },
    { by: 'codeowners', whole: false },
  ]);
});

test('what was applied by name is not taken back by who looks at all and passes it by', async () => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url });
  const own = 'apiVersion: acme.dev/v1\nkind: Component\nmetadata: {name: a}\nspec: {owner: b}\n';
  await write(here.folder, {
    'entities/all.yaml': own,
    'entities/all.json': '{}',
    'catalog-info.yaml': component('c'),
    CODEOWNERS: '* @acme/payments\n',
    'services/x/openapi.yaml': 'openapi: 3.1.0\ninfo: {title: Prices, version: "1"}\npaths: {}\n',
  });
  await git(here.folder, 'init', '-q', '.');
  await here.run('catalog', 'apply', 'entities/all.yaml', '--origin', 'shop');
  const named = bodies(server);
  server.heard.length = 0;
  await here.run('catalog', 'apply', '.', '--origin', 'shop');
  const all = bodies(server);
  const unread = (by: string) => all.find((body) => body.by === by)?.unread;
  expect(unread('backstage')).toEqual(
    expect.arrayContaining(['entities/all.yaml', 'entities/all.json', 'services/x/openapi.yaml']),
  );
  expect(unread('backstage')).not.toContain('catalog-info.yaml');
  expect(unread('definition')).not.toContain('services/x/openapi.yaml');
  // CODEOWNERS speaks of the same entities, whoever is asked.
  const owned = (of: typeof all) =>
    of.flatMap(({ by, descriptions }) => (by === 'codeowners' ? descriptions.map(({ name }) => name) : []));
  expect(owned(all)).toEqual(expect.arrayContaining(owned(named)));
});

test('what machines made is a place of its own, that nobody else takes back', async () => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url });
  await write(here.folder, { 'dist/catalog.yaml': component('a') });
  await git(here.folder, 'init', '-q', '.');
  await git(here.folder, 'remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  await here.run('catalog', 'apply', 'dist/catalog.yaml');
  expect(bodies(server)).toMatchObject([{ origin: 'github.com/acme/shop/dist', whole: false }]);
});
