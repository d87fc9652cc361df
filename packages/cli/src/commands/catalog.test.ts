import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bodies, component, git, taking, write } from '../testing/checkout.ts';
import { place } from '../testing/nightjar.ts';

const stack = `services:
  web:
    image: acme/web:1.2
    environment: {DATABASE_URL: "postgres://me:hunter2@db:5432/x", API_KEY: hunter3}
  db: {image: "postgres:18"}
`;

test('a folder without any YAML for us shows what it holds, and sends no secret', async () => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url, NIGHTJAR_TOKEN: 'njt_x' });
  await write(here.folder, { 'shop/compose.yaml': stack, 'shop/node_modules/x/compose.yaml': stack });
  const said = await here.run('catalog', 'discover', 'shop', '--environment', 'prod');
  expect(said).toMatchObject({ code: 0 });
  expect(said.out).toMatch(/service +web .+ 1\.2 +shop-db +compose +compose\.yaml:2/);
  expect(said.out).toMatch(/resource +shop-db +database/);
  expect(said.err).toContain('1 service, 1 resource, 1 environment in 1 file');
  const compose = bodies(server).find(({ by }) => by === 'compose');
  expect(compose).toMatchObject({ origin: `folder ${here.folder}/shop`, whole: false });
  expect(compose?.descriptions[0]).toMatchObject({
    entity: 'service:default/web',
    says: {
      versions: { prod: '1.2' },
      relations: expect.arrayContaining([expect.objectContaining({ why: 'env DATABASE_URL' })]),
    },
  });
  expect(server.heard.map(({ body }) => body).join() + said.out + said.err).not.toMatch(/hunter/);
});

test('what is only tried is not sent', async () => {
  await using here = await place({ NIGHTJAR_URL: 'http://127.0.0.1:1' });
  await write(here.folder, { 'compose.yaml': stack });
  const said = await here.run('catalog', 'discover', '.', '--dry-run', '--json');
  expect(said.code).toBe(0);
  expect(JSON.parse(said.out)).toMatchObject({
    places: [{ told: null, descriptions: [{ entity: 'service:default/web' }, { by: 'compose' }] }],
  });
});

test('descriptors of a whole checkout are sent whole, so that those which are gone are withdrawn', async () => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url });
  await write(here.folder, { 'a/catalog-info.yaml': component('a'), 'compose.yaml': stack });
  expect((await here.run('catalog', 'apply', '.', '--origin', 'shop')).code).toBe(0);
  expect(bodies(server)).toMatchObject([
    {
      by: 'backstage',
      origin: 'shop',
      whole: true,
      descriptions: [{ place: 'a/catalog-info.yaml', line: 1 }],
    },
    { by: 'effx', origin: 'shop', whole: true, descriptions: [] },
    { by: 'definition', origin: 'shop', whole: true, descriptions: [] },
    { by: 'codeowners', origin: 'shop', whole: true, descriptions: [] },
  ]);
});

test('a kind that nobody knows is counted and shown, after those that everybody does', async () => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url });
  const wizard = 'apiVersion: acme.dev/v1\nkind: Wizard\nmetadata: {name: oz}\nspec: {}\n';
  await write(here.folder, { 'catalog-info.yaml': `${wizard}---\n${component('a')}` });
  const said = await here.run('catalog', 'apply', '.', '--origin', 'shop');
  expect(said.err).toContain('shop: 1 service, 1 wizard in 1 file');
  expect(said.out).toMatch(/\nservice +a .*\nwizard +oz /);
});

test('CODEOWNERS and definitions are what people wrote down too; a manifest that is broken is not', async () => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url });
  await write(here.folder, {
    'catalog-info.yaml': component('a'),
    CODEOWNERS: '* @acme/payments\n',
    'openapi.yaml': 'openapi: 3.1.0\ninfo: {title: Prices, version: "1"}\npaths: {}\n',
    'k8s/broken.yaml': 'kind: Deployment\nmetadata: [\n',
  });
  const said = await here.run('catalog', 'apply', '.', '--origin', 'shop');
  expect(said.code).toBe(0);
  const told = bodies(server).map(({ by, descriptions }) => [by, descriptions.map(({ name }) => name)]);
  expect(told).toEqual([
    ['backstage', ['a']],
    ['effx', []],
    ['definition', [expect.any(String)]],
    ['codeowners', expect.arrayContaining(['a'])],
  ]);
});

test('a descriptor that is refused is told as editors follow it, and nothing is withdrawn for it', async () => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url });
  await write(here.folder, { 'catalog-info.yaml': `${component('a')}---\nkind: Component\nmetadata: [\n` });
  const said = await here.run('catalog', 'apply', '.');
  expect(said.code).toBe(1);
  expect(said.err).toMatch(/^catalog-info\.yaml:\d+:\d+ \S.+\n {2}\S/m);
  expect(bodies(server)).toMatchObject([{ by: 'backstage', whole: false, descriptions: [{ name: 'a' }] }]);
});

test('one file is read whatever it is called, and is not the whole of its folder', async () => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url });
  await write(here.folder, { 'entities.yaml': component('a'), 'catalog-info.yaml': component('b') });
  expect((await here.run('catalog', 'apply', 'entities.yaml')).code).toBe(0);
  expect(bodies(server)).toMatchObject([{ whole: false, descriptions: [{ name: 'a' }] }]);
});

test('what the server refuses is told, with its own exit code', async () => {
  await using server = await taking([{ entity: 'service:default/a', detail: 'No.', pointer: '/says' }]);
  await using here = await place({ NIGHTJAR_URL: server.url });
  await write(here.folder, { 'catalog-info.yaml': component('a') });
  const said = await here.run('catalog', 'apply', '.');
  expect(said).toMatchObject({ code: 3 });
  expect(said.err).toContain('service:default/a: No. (at /says)');
});

test('a work tree is called by its remote, without the token in it, and its people are seen', async () => {
  await using server = await taking();
  await using here = await place({ NIGHTJAR_URL: server.url });
  const folder = join(here.folder, 'shop');
  await write(folder, { 'services/cart/go.mod': 'module cart', CODEOWNERS: '/services/ @acme/shop\n' });
  await git(here.folder, 'init', '-q', 'shop');
  await git(folder, 'remote', 'add', 'origin', 'https://me:hunter2@github.com/acme/shop.git');
  for (const name of ['a', 'b', 'c']) {
    await write(folder, { [`services/cart/${name}.go`]: name });
    await git(folder, 'add', '.');
    await git(folder, 'commit', '-qm', name);
  }
  const said = await here.run('catalog', 'discover', 'shop/services');
  expect(said.code).toBe(0);
  expect(bodies(server)).toMatchObject([
    { by: 'codeowners', origin: 'github.com/acme/shop', whole: false },
    { by: 'repository', descriptions: [{ entity: 'service:default/cart', says: { language: 'go' } }] },
    {
      by: 'committers',
      descriptions: [{ confidence: 0.6, says: { owners: ['person:default/joey@acme.dev'] } }, {}],
    },
  ]);
  expect(JSON.stringify(bodies(server))).not.toContain('hunter2');
});

test('links that lead in circles or away, binaries and what cannot be found are no trouble', async () => {
  await using here = await place();
  await write(here.folder, {
    'shop/compose.yaml': stack,
    'shop/k8s/blob.yaml': Buffer.from([0, 1, 2]),
    'outside.yaml': component('outside'),
  });
  await symlink('..', join(here.folder, 'shop/loop'));
  await symlink('../outside.yaml', join(here.folder, 'shop/catalog-info.yaml'));
  const said = await here.run('catalog', 'discover', 'shop', '--dry-run');
  expect(said.code).toBe(0);
  expect(said.err).toContain('k8s/blob.yaml: left out. It is no text.');
  expect(said.out).not.toContain('outside');
  expect(await here.run('catalog', 'discover', 'nowhere')).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no file or folder nowhere.'),
  });
});

test('of thousands the first are shown, of faults all', async () => {
  await using here = await place();
  const names = Array.from({ length: 50 }, (_, n) => `gen-${n + 1}`);
  const broken = Array.from({ length: 45 }, () => component('x').replace('name: x', 'name: {}'));
  await write(here.folder, { 'catalog-info.yaml': [...names.map(component), ...broken].join('---\n') });
  const run = (...more: string[]) => here.run('catalog', 'apply', '.', '--dry-run', ...more);
  const said = await run();
  expect(said.out.match(/gen-/g)).toHaveLength(40);
  expect(said.err).toContain('… and 10 more (--verbose)');
  expect(said.err.match(/catalog-info\.yaml:\d+:\d+/g)?.length).toBeGreaterThanOrEqual(45);
  expect((await run('--verbose')).out.match(/gen-/g)).toHaveLength(50);
});
