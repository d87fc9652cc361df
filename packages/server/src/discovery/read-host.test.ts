import { describe, expect, test } from 'vitest';
import type { Mischief } from './testing/code-server.ts';
import { component, hosts, looker } from './testing/looker.ts';

const vendors = Object.keys(hosts) as (keyof typeof hosts)[];
describe.each(vendors)('%s', (vendor) => {
  const { open, lists, trees, blobs } = hosts[vendor];

  test('an organisation is read: its descriptors, and what it says of its repositories', async () => {
    await using server = await open();
    server.push(
      'acme/pricing',
      { 'catalog-info.yaml': component('pricing'), 'README.md': '', 'src/main.go': '' },
      { description: 'Prices things', topics: ['pci'] },
    );
    server.push('acme/cart', { Dockerfile: 'FROM x' });
    server.push('acme/library', { 'index.js': '' });
    server.push('acme/fork', { 'catalog-info.yaml': component('forked') }, { fork: true });
    server.push(
      'acme/old',
      { 'effx.yaml': 'version: effx/v1\nkind: service\nspec:\n  name: old\n' },
      { archived: true },
    );
    const looked = looker(vendor, server);
    await looked.look();
    expect(looked.failures).toEqual([]);
    expect(looked.stands('backstage')).toEqual(['service:default/pricing']);
    expect(looked.stands('effx')).toEqual(['service:default/old']);
    expect(looked.stands('repository')).toEqual([
      'service:default/cart',
      'service:default/old',
      'service:default/pricing',
    ]);
    const pricing = looked.found('repository acme/pricing');
    expect(pricing?.at?.toISOString()).toBe(server.repositories[0]?.changedAt);
    expect(pricing?.descriptions[0]?.says).toMatchObject({
      description: 'Prices things',
      tags: { pci: '' },
      joins: { [vendor]: 'acme/pricing' },
    });
    expect(looked.found('repository acme/old')?.descriptions[0]?.says.lifecycle).toBe('archived');
    expect(looked.found('repository acme/cart')?.descriptions[0]?.confidence).toBe(0.5);
    expect(looked.reached).toEqual(['repository acme 4']);
  });

  test('what has not changed costs nothing, and what has is read alone', async () => {
    await using server = await open();
    for (let n = 0; n < 230; n += 1)
      server.push(`acme/s${n}`, n % 50 === 0 ? { 'catalog-info.yaml': component(`s${n}`) } : {});
    const looked = looker(vendor, server);
    await looked.look();
    expect(looked.stands('backstage')).toHaveLength(5);
    server.forget();
    await looked.look();
    expect(server.asked).toHaveLength(3);
    expect(server.full()).toBe(0);
    expect(looked.reports).toEqual([]);
    server.forget();
    server.push('acme/s7', { 'catalog-info.yaml': component('seven') });
    await looked.look();
    expect(server.full()).toBe(3);
    expect(looked.stands('backstage')).toContain('service:default/seven');
  });

  test('a descriptor that vanishes is taken back, and one that broke is not', async () => {
    await using server = await open();
    server.push('acme/pricing', {
      'catalog-info.yaml': component('pricing'),
      'sub/catalog-info.yaml': component('sub'),
    });
    const looked = looker(vendor, server);
    await looked.look();
    server.push('acme/pricing', {
      'catalog-info.yaml': 'kind: [',
      'sub/catalog-info.yaml': component('sub'),
    });
    await looked.look();
    expect(looked.found('backstage acme/pricing')).toMatchObject({
      whole: true,
      unread: ['catalog-info.yaml'],
    });
    delete server.repositories[0]?.files['catalog-info.yaml'];
    server.push('acme/pricing');
    await looked.look();
    expect(looked.found('backstage acme/pricing')).toMatchObject({ whole: true, unread: [] });
    expect(looked.stands('backstage')).toEqual(['service:default/sub']);
  });

  test('Locations and placeholders lead to other files of the repository, and never out of it', async () => {
    await using server = await open();
    server.push('acme/shop', {
      'catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: all\nspec:\n  targets: [./a/service.yaml, ../../etc/passwd, https://elsewhere.example/x.yaml]\n',
      'a/service.yaml': component('inner'),
      'b/catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: prices\nspec:\n  type: openapi\n  lifecycle: production\n  owner: payments\n  definition:\n    $text: ../openapi.yaml\n',
      'openapi.yaml': 'openapi: 3.1.0',
    });
    const looked = looker(vendor, server);
    await looked.look();
    const all = looked.found('backstage acme/shop')?.descriptions ?? [];
    expect(all.map(({ entity }) => entity)).toContain('service:default/inner');
    expect(all.find(({ entity }) => entity.startsWith('api:'))?.says.definition).toBe('openapi: 3.1.0');
  });

  test('a repository that was renamed speaks under its new name alone', async () => {
    await using server = await open();
    server.push('acme/old', { 'catalog-info.yaml': component('pricing') });
    const looked = looker(vendor, server);
    await looked.look();
    server.push('acme/old', {}, { name: 'acme/new' });
    await looked.look();
    expect(looked.found('backstage acme/old')?.descriptions).toEqual([]);
    expect(looked.found('backstage acme/new')?.descriptions).toHaveLength(1);
  });

  test('a repository that vanishes is taken back when a second list lacks it too', async () => {
    await using server = await open();
    for (const name of ['a', 'b', 'c', 'd'])
      server.push(`acme/${name}`, { 'catalog-info.yaml': component(name) });
    const looked = looker(vendor, server);
    await looked.look();
    server.repositories.shift();
    await looked.look();
    expect(looked.stands('backstage')).toHaveLength(4);
    await looked.look();
    expect(looked.stands('backstage')).toEqual(['b', 'c', 'd'].map((name) => `service:default/${name}`));
  });

  test('a list that is suddenly short is doubted, told, and believed when it stays so', async () => {
    await using server = await open();
    for (const name of ['a', 'b', 'c', 'd'])
      server.push(`acme/${name}`, { 'catalog-info.yaml': component(name) });
    const looked = looker(vendor, server);
    await looked.look();
    server.repositories.length = 0;
    for (let n = 1; n <= 5; n += 1) {
      await looked.look();
      expect(looked.failures).toEqual(['it lists 0 repositories, and 4 of 4 known ones are not among them']);
      expect(looked.stands('backstage')).toHaveLength(4);
    }
    await looked.look();
    expect(looked.failures).toEqual([]);
    expect(looked.stands('backstage')).toEqual([]);
  });

  test('a limit ends the look, which goes on where it was', async () => {
    await using server = await open();
    for (let n = 0; n < 10; n += 1) server.push(`acme/s${n}`, { 'catalog-info.yaml': component(`s${n}`) });
    const looked = looker(vendor, server);
    let left = 9;
    const limited: Mischief = () =>
      left-- > 0
        ? undefined
        : (response) =>
            void response
              .writeHead(vendor === 'github' ? 403 : 429, {
                'content-type': 'application/json',
                'x-ratelimit-remaining': '0',
                'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3000),
                'retry-after': '3000',
              })
              .end('{"message":"API rate limit exceeded"}');
    server.mischief(limited);
    await looked.look();
    expect(looked.failures).toEqual([
      expect.stringMatching(/^its rate limit is reached, when \d of 10 changed repositories were read$/),
    ]);
    const before = looked.stands('backstage').length;
    expect(before).toBeGreaterThan(2);
    server.mischief(() => undefined);
    server.forget();
    await looked.look();
    expect(looked.stands('backstage')).toHaveLength(10);
    expect(server.asked.filter((line) => trees(new URL(line, server.url)))).toHaveLength(10 - before);
  });

  test('a limit that is soon over is waited for', async () => {
    await using server = await open();
    server.push('acme/pricing', { 'catalog-info.yaml': component('pricing') });
    let times = 0;
    server.mischief((_, url) =>
      trees(url) && times++ < 1
        ? (response) =>
            void response
              .writeHead(429, { 'content-type': 'application/json', 'retry-after': '1' })
              .end('{"message":"You have exceeded a secondary rate limit"}')
        : undefined,
    );
    const looked = looker(vendor, server);
    await looked.look();
    expect(looked.failures).toEqual([]);
    expect(looked.stands('backstage')).toEqual(['service:default/pricing']);
    expect(times).toBe(2);
  });

  const json = { 'content-type': 'application/json' };
  const lies: [string, (response: import('node:http').ServerResponse, url: URL) => void][] = [
    ['nobody there', (it) => void it.destroy()],
    ['500', (it) => void it.writeHead(500, json).end('{"message":"oops"}')],
    ['HTML', (it) => void it.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>')],
    ['cut JSON', (it) => void it.writeHead(200, json).end('[{"id":')],
    ['another type', (it) => void it.writeHead(200, json).end('{"items":[]}')],
    ['what is no repository', (it) => void it.writeHead(200, json).end('[{"id":"x"},5,null]')],
    ['a redirect', (it) => void it.writeHead(301, { location: 'http://127.0.0.1:1/' }).end()],
    ['silence', () => {}],
    ['a flood', (it) => void it.writeHead(200, json).end(`["${'x'.repeat(200_000)}"]`)],
    ['404', (it) => void it.writeHead(404, json).end('{"message":"Not Found"}')],
    ['304 unasked', (it) => void it.writeHead(304).end()],
    [
      'pages without end',
      (it, url) =>
        void it.writeHead(200, { ...json, link: `<${url.href}>; rel="next"`, 'x-next-page': '2' }).end('[]'),
    ],
  ];
  for (const [name, lie] of lies)
    test(`a list that answers ${name} changes nothing, and is told`, async () => {
      await using server = await open();
      server.push('acme/pricing', { 'catalog-info.yaml': component('pricing') });
      const looked = looker(vendor, server);
      await looked.look();
      looked.kept.set('repositories', { ...(looked.kept.get('repositories') as object), pages: {} });
      server.mischief((_, url) => (lists(url) ? (response) => lie(response, url) : undefined));
      await looked.look();
      expect(looked.failures).toHaveLength(1);
      expect(looked.reports).toEqual([]);
      expect(looked.reached).toEqual([]);
    });

  for (const [name, what] of [
    ['tree', trees],
    ['file', blobs],
  ] as const)
    test(`a ${name} that cannot be read leaves its repository as it was, and the others are read`, async () => {
      await using server = await open();
      for (const it of ['a', 'b', 'c']) server.push(`acme/${it}`, { 'catalog-info.yaml': component(it) });
      const looked = looker(vendor, server);
      await looked.look();
      for (const it of ['a', 'b', 'c'])
        server.push(`acme/${it}`, { 'catalog-info.yaml': component(`${it}2`) });
      let first = true;
      server.mischief((_, url) => {
        if (!what(url) || !first) return undefined;
        first = false;
        return (response) => void response.writeHead(404, json).end('{"message":"Not Found"}');
      });
      await looked.look();
      expect(looked.failures).toEqual(['acme/c: it answered 404']);
      expect(looked.stands('backstage')).toEqual(['a2', 'b2', 'c'].map((it) => `service:default/${it}`));
      await looked.look();
      expect(looked.stands('backstage')).toEqual(['a2', 'b2', 'c2'].map((it) => `service:default/${it}`));
    });

  test('what is kept by another version is read anew', async () => {
    await using server = await open();
    server.push('acme/pricing', { 'catalog-info.yaml': component('pricing') });
    const looked = looker(vendor, server);
    for (const kept of [null, 7, [], { version: 1 }, { version: 2, pages: 3 }]) {
      looked.kept.set('repositories', kept);
      await looked.look();
      expect(looked.failures).toEqual([]);
      expect(looked.reports.length).toBeGreaterThan(0);
    }
  });

  test('a token that is not accepted is told, and stands nowhere', async () => {
    await using server = await open();
    const token = 'ghp_anotherSentinel00000000000000000000';
    const looked = looker(vendor, server, {}, token);
    await looked.look();
    expect(looked.failures).toEqual(['it does not accept the token']);
    server.mischief(
      (request) => (response) =>
        void response.writeHead(400, json).end(JSON.stringify({ message: JSON.stringify(request.headers) })),
    );
    await looked.look();
    expect(looked.failures).toEqual(['it answered 400']);
    const everything = looked.logged() + looked.failures.join() + JSON.stringify([...looked.kept]);
    expect(everything).not.toContain('Sentinel');
    expect(server.asked.join()).not.toContain('Sentinel');
  });

  test('a look that is told to end, ends, and remembers', async () => {
    await using server = await open();
    for (let n = 0; n < 30; n += 1) server.push(`acme/s${n}`, { 'catalog-info.yaml': component(`s${n}`) });
    const looked = looker(vendor, server);
    let seen = 0;
    server.mischief((_, url) => {
      if (trees(url)) seen += 1;
      if (seen === 28) looked.abort();
      return undefined;
    });
    await expect(looked.look()).rejects.toThrow('closing');
    expect(
      Object.keys((looked.kept.get('repositories') as { repositories: object }).repositories),
    ).toHaveLength(25);
  });
});
