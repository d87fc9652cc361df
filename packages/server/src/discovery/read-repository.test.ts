import { expect, test } from 'vitest';
import { fileReader } from './file-reader.ts';
import { type Fetched, readFiles } from './read-files.ts';
import { codeToken, fakeGithub, fakeGitlab } from './testing/code-server.ts';
import { component, hosts, looker } from './testing/looker.ts';

const { signal } = new AbortController();

const api = (definition: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: prices\nspec:\n  type: openapi\n  lifecycle: production\n  owner: payments\n  definition:\n    $text: ${definition}\n`;

const many = (count: number, path: (n: number) => string, text: (n: number) => string = () => '') =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [path(n), text(n)]));

/** As GitHub lists a tree: by path. */
const sort = (server: Awaited<ReturnType<typeof fakeGithub>>): void => {
  for (const it of server.repositories) it.files = Object.fromEntries(Object.entries(it.files).sort());
};

test('however many files say what they say by being there, descriptors are read before them', async () => {
  await using server = await fakeGithub();
  const looked = looker('github', server);
  server.push('acme/mono', { 'services/zoo/catalog-info.yaml': component('zoo') });
  await looked.look();
  server.push(
    'acme/mono',
    many(600, (n) => `libs/l${n}/package.json`),
  );
  sort(server);
  await looked.look();
  expect(looked.stands('backstage')).toEqual(['service:default/zoo']);
  expect(looked.found('backstage acme/mono')).toMatchObject({ whole: true, unread: [] });
});

test('manifests beyond what is read are unread, and take nothing back of what is declared', async () => {
  await using server = await fakeGitlab();
  const looked = looker('gitlab', server);
  server.push('acme/ops', {
    'zoo/catalog-info.yaml': component('zoo'),
    'zoo/openapi.yaml': 'openapi: 3.1.0\ninfo: {title: Zoo, version: "1"}\npaths: {}',
    ...many(
      501,
      (n) => `deploy/m${n}.yaml`,
      (n) => `kind: ConfigMap # ${n}`,
    ),
  });
  await looked.look();
  const found = looked.found('backstage acme/ops');
  expect(found).toMatchObject({ whole: true, descriptions: [{ entity: 'service:default/zoo' }] });
  expect(found?.unread).toHaveLength(3);
  expect(looked.found('definition acme/ops')).toMatchObject({ whole: true });
  // A folder's guess, an owner of it: what was not read may have been why.
  expect(looked.found('repository acme/ops')).toMatchObject({ whole: false });
}, 20_000);

test('a repository with more descriptors than are read concludes nothing from silence', async () => {
  await using server = await fakeGitlab();
  const looked = looker('gitlab', server);
  server.push(
    'acme/all',
    many(
      501,
      (n) => `s${String(n).padStart(4, '0')}/catalog-info.yaml`,
      (n) => component(`s${n}`),
    ),
  );
  await looked.look();
  expect(looked.found('backstage acme/all')).toMatchObject({
    whole: false,
    unread: ['s0500/catalog-info.yaml'],
  });
  expect(looked.stands('backstage')).toHaveLength(500);
}, 20_000);

test('Locations that name Locations further than they are followed conclude nothing from silence', async () => {
  await using server = await fakeGithub();
  const looked = looker('github', server);
  const location = (target: string) =>
    `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: x\nspec:\n  target: ./${target}\n`;
  server.push('acme/deep', {
    'catalog-info.yaml': location('l1.yaml'),
    ...many(
      8,
      (n) => `l${n + 1}.yaml`,
      (n) => location(`l${n + 2}.yaml`),
    ),
    'l9.yaml': component('deep'),
  });
  await looked.look();
  expect(looked.found('backstage acme/deep')).toMatchObject({ whole: false });
});

test('a text that cannot be had for a while leaves the definition that stood, and is told', async () => {
  await using server = await fakeGithub();
  let answer: Fetched = { is: 'text', text: 'openapi: 3.1.0' };
  const looked = looker('github', server, { fetchText: async () => answer });
  const files = { 'catalog-info.yaml': api('https://docs.example/prices.yaml') };
  server.push('acme/pricing', files);
  await looked.look();
  expect(looked.found('backstage acme/pricing')?.descriptions[0]?.says.definition).toBe('openapi: 3.1.0');
  answer = { is: 'failed' };
  server.push('acme/pricing', { 'go.mod': '' });
  for (let n = 0; n < 2; n += 1) {
    await looked.look();
    expect(looked.found('backstage acme/pricing')).toMatchObject({
      descriptions: [],
      whole: true,
      unread: ['catalog-info.yaml'],
    });
    expect(looked.failures).toEqual(['acme/pricing: what catalog-info.yaml names by $text cannot be had']);
  }
  answer = { is: 'text', text: 'openapi: 3.1.1' };
  await looked.look();
  expect(looked.found('backstage acme/pricing')?.descriptions[0]?.says.definition).toBe('openapi: 3.1.1');
  expect([looked.failures, looked.reached]).toEqual([[], ['repository acme/pricing 0', 'repository acme 1']]);
  answer = { is: 'none' };
  server.push('acme/pricing', { 'go.sum': '' });
  await looked.look();
  expect(looked.found('backstage acme/pricing')?.descriptions[0]?.says.definition).toBe(undefined);
});

test('a descriptor whose text was never had is told without it', async () => {
  await using server = await fakeGithub();
  const looked = looker('github', server, { fetchText: async () => ({ is: 'failed' }) });
  server.push('acme/pricing', { 'catalog-info.yaml': api('https://gone.example/prices.yaml') });
  await looked.look();
  expect(looked.stands('backstage')).toEqual(['api:default/prices']);
  expect(looked.failures).toEqual([]);
});

test('what the folders of a repository said stands when something else in it changes', async () => {
  await using server = await fakeGithub();
  const looked = looker('github', server);
  server.push('acme/shop', { 'services/cart/go.mod': '', 'services/pay/go.mod': '' });
  await looked.look();
  expect(looked.stands('repository')).toContain('service:default/cart');
  server.push('acme/shop', { 'README.md': 'new' });
  await looked.look();
  expect(looked.found('repository acme/shop')).toMatchObject({
    whole: true,
    unread: ['services/cart', 'services/pay'],
  });
});

test('texts of one repository are read up to so many bytes', async () => {
  await using server = await fakeGithub();
  const host = hosts.github.host(server, codeToken);
  server.push('acme/big');
  const [repository] = (await host.repositories({}, signal)).repositories;
  const paths = ['catalog-info.yaml', ...Array.from({ length: 5 }, (_, n) => `p${n}.proto`)];
  const big = 'x'.repeat(17 * 2 ** 20);
  const asked: string[] = [];
  const text = async (_: unknown, { path }: { path: string }): Promise<string> => {
    asked.push(path);
    return path.endsWith('.yaml') ? component('big') : big;
  };
  const fetchText = async (): Promise<Fetched> => ({ is: 'none' });
  const entries = paths.toReversed().map((path) => ({ path, blob: path }));
  const means = { host: { ...host, text }, reader: fileReader, fetchText, signal };
  const read = repository && (await readFiles(means, repository, entries));
  expect(asked).toEqual(['catalog-info.yaml', 'p4.proto', 'p3.proto', 'p2.proto', 'p1.proto']);
  expect(read).toMatchObject({ cut: 'beside', unread: ['p1.proto', 'p0.proto'] });
});
