import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { heldWithin } from './describe/held.ts';
import { noteUnreachable } from './describe/reached.ts';
import { isKnownText } from './describe/texts.ts';
import { type CatalogHouse, catalogHouse } from './testing/house.ts';

const root = '/api/v1/catalog';
const pricing = encodeURIComponent('service:default/pricing');

const yaml = (name: string, owner: string, more = ''): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
spec:
  type: service
  lifecycle: production
  owner: ${owner}
${more}`;

const apply = (
  house: CatalogHouse,
  text: string,
  query = '?origin=github.com/acme/pricing&path=catalog-info.yaml',
) => house.ask('POST', `${root}/descriptors${query}`, 'ingest', text, 'application/yaml');

test('a file of descriptors is told of document by document, and the same again is no fact', async () => {
  await using house = await catalogHouse();
  const text = [
    yaml('pricing', 'payments'),
    'kind: [\n',
    yaml('Pricing', 'money'),
    yaml('cart', 'shop'),
  ].join('---\n');
  const first = await apply(house, text);
  expect(first.status).toBe(200);
  expect(first.body.results.map((it: { status: string }) => it.status)).toEqual([
    'described',
    'refused',
    'refused',
    'described',
  ]);
  const count = await house.facts();
  const good = [yaml('pricing', 'payments'), yaml('cart', 'shop')].join('---\n');
  for (let times = 0; times < 3; times += 1) {
    const again = await apply(house, good);
    expect(again.body.results.map((it: { status: string }) => it.status)).toEqual(['unchanged', 'unchanged']);
  }
  expect(await house.facts()).toBe(count);
});

test('a document that leaves its file is gone, and comes back with it', async () => {
  await using house = await catalogHouse();
  const [one, two] = [yaml('pricing', 'payments'), yaml('cart', 'shop')];
  const states = async () => {
    const cart = await house.get(`${root}/entities/cart`);
    return cart.body.state;
  };
  await apply(house, `${one}---\n${two}`);
  await apply(house, one);
  expect(await states()).toBe('gone');
  await apply(house, `${one}---\n${two}`);
  expect(await states()).toBe('declared');
  await apply(house, one);
  expect(await states()).toBe('gone');
});

test('an entity is found by reference, by kind and name, by name in any letters and by alias', async () => {
  await using house = await catalogHouse();
  await house.ask('POST', `${root}/descriptions`, 'ingest', {
    by: 'backstage',
    origin: 'shop',
    descriptions: [
      { entity: 'service:default/pricing', name: 'Pricing', place: 'a', says: { aliases: ['price-svc'] } },
      { entity: 'team:default/pricing', name: 'pricing', place: 'b', says: {} },
    ],
  });
  for (const name of [pricing, 'service:pricing', 'component:pricing', 'PRICING', 'price-svc']) {
    const { status, body } = await house.get(`${root}/entities/${name}`);
    expect([name, status, body.ref]).toEqual([name, 200, 'service:default/pricing']);
  }
  expect((await house.get(`${root}/entities/pricing`)).body.others).toMatchObject([
    { ref: 'team:default/pricing' },
  ]);
  expect((await house.get(`${root}/entities/team:pricing`)).body.ref).toBe('team:default/pricing');
  const { status, body } = await house.get(`${root}/entities/pricng`);
  expect([status, body.code]).toEqual([404, 'catalog.unknown-entity']);
  expect(body.detail).toContain('Near it: pricing, team:pricing');
  expect((await house.get(`${root}/entities/team:pricng`)).body.detail).toContain(
    'Near it: team:pricing, pricing',
  );
});

test('every past instant is answered as it was, and history says who did what', async () => {
  await using house = await catalogHouse();
  const say = (owner: string, at: string) =>
    apply(house, yaml('pricing', owner), `?origin=acme&path=catalog-info.yaml&at=${at}`);
  await say('payments', '2026-01-01T00:00Z');
  await say('money', '2026-02-01T00:00Z');
  await house.ask('PATCH', `${root}/entities/pricing`, 'admin', {
    set: { owners: ['team:default/night'], tier: 0 },
  });
  const at = async (instant: string) => (await house.get(`${root}/entities/pricing?at=${instant}`)).body;
  expect((await at('2026-01-15T00:00Z')).owners).toMatchObject([{ ref: 'team:default/payments' }]);
  expect((await at('2026-02-15T00:00Z')).owners).toMatchObject([{ ref: 'team:default/money' }]);
  expect(await at('2025-12-31T00:00Z')).toMatchObject({
    code: 'catalog.unknown-entity',
    detail: 'Nothing was called "pricing" at 2025-12-31T00:00:00.000Z.',
    next: 'It is known since 2026-01-01T00:00:00.000Z: ask for that instant or a later one.',
  });
  const now = (await house.get(`${root}/entities/pricing`)).body;
  expect(now).toMatchObject({ tier: 0, contested: false, owners: [{ ref: 'team:default/night' }] });
  expect(now.moments).toHaveLength(3);

  const { items, next } = (await house.get(`${root}/entities/pricing/history?limit=2`)).body;
  expect(items).toMatchObject([
    { actor: 'token:admin', source: 'manual:nightjar/service:default/pricing' },
    { actor: 'token:ingest', diff: [{ attribute: 'owners', before: ['team:default/payments'] }] },
  ]);
  const rest = (await house.get(`${root}/entities/pricing/history?limit=2&cursor=${next}`)).body;
  expect(rest).toMatchObject({ items: [{ is: 'described' }], next: null });

  const facts = (await house.get(`${root}/entities/pricing/facts`)).body;
  const owners = facts.attributes.find((it: { name: string }) => it.name === 'owners');
  expect(owners.said).toMatchObject([
    { chosen: true, by: 'manual', lost: null },
    {
      chosen: false,
      by: 'backstage',
      value: ['team:default/money'],
      lost: 'manual is believed before backstage.',
    },
  ]);
  const before = (await house.get(`${root}/entities/pricing/facts?at=2026-01-15T00:00Z`)).body;
  expect(before.attributes.find((it: { name: string }) => it.name === 'owners').said).toHaveLength(1);
});

test('an edit says what it is asked to, takes back with null, and refuses what is no attribute', async () => {
  await using house = await catalogHouse();
  await apply(house, yaml('pricing', 'payments'));
  const edit = (set: object, right = 'admin') =>
    house.ask('PATCH', `${root}/entities/${pricing}`, right, { set });
  expect((await edit({ tier: 1 }, 'ingest')).status).toBe(403);
  const first = await edit({ tier: 1, 'tag.pci': 'yes', 'contact.chat': { label: '#pay', url: null } });
  expect(first.body.diff.map((it: { attribute: string }) => it.attribute).sort()).toEqual([
    'contact.chat',
    'tag.pci',
    'tier',
  ]);
  expect((await edit({ tier: null })).body.diff).toEqual([{ attribute: 'tier', before: 1, after: null }]);
  expect((await edit({ 'tag.pci': null, 'contact.chat': null })).status).toBe(200);
  expect((await house.get(`${root}/entities/pricing`)).body.sources).toHaveLength(1);
  for (const set of [
    { colour: 'red' },
    { tier: 9 },
    { owners: ['no ref'] },
    { 'contact.fax': { label: 'x' } },
    { 'link.https://a.example': { label: 'x', url: 'https://b.example', group: 'docs' } },
  ])
    expect([set, (await edit(set)).body.code]).toEqual([set, 'catalog.edit']);
});

test('of two who edit at once neither loses the other', async () => {
  await using house = await catalogHouse();
  await apply(house, yaml('pricing', 'payments'));
  const edits = Array.from({ length: 4 }, (_, nth) =>
    house.ask('PATCH', `${root}/entities/pricing`, 'admin', { set: { [`tag.t${nth}`]: 'x' } }),
  );
  expect((await Promise.all(edits)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(Object.keys((await house.get(`${root}/entities/pricing`)).body.tags)).toHaveLength(4);
});

test('systems that are part of one another are read, and an owner that there is not is not known', async () => {
  await using house = await catalogHouse();
  const system = (name: string, of: string) => ({
    entity: `system:default/${name}`,
    name,
    place: name,
    says: { relations: [{ type: 'partOf', to: `system:default/${of}` }], owners: ['team:default/nobody'] },
  });
  const descriptions = [system('a', 'b'), system('b', 'c'), system('c', 'a')];
  await house.ask('POST', `${root}/descriptions`, 'ingest', { by: 'backstage', origin: 'x', descriptions });
  const { body } = await house.get(`${root}/entities/system:a`);
  expect(
    body.relations
      .map((it: { direction: string; to: { ref: string } }) => `${it.direction} ${it.to.ref}`)
      .sort(),
  ).toEqual(['in system:default/c', 'out system:default/b']);
  expect(body.owners).toEqual([{ ref: 'team:default/nobody', kind: 'team', name: 'nobody', known: false }]);
});

test('a body that is too large, no YAML by name, or no UTF-8 is refused, and nobody speaks for a person', async () => {
  await using house = await catalogHouse();
  const post = (body: string, type: string) => house.ask('POST', `${root}/descriptors`, 'ingest', body, type);
  expect((await post('x'.repeat(10 * 2 ** 20 + 1), 'text/yaml')).body.code).toBe('request.too-large');
  expect((await post('{}', 'application/json')).body.code).toBe('catalog.not-yaml');
  expect((await post('x', 'image/png')).status).toBe(415);
  const { status, body } = await house.ask('POST', `${root}/descriptions`, 'ingest', {
    by: 'manual',
    origin: 'x',
    descriptions: [],
  });
  expect([status, body.code]).toEqual([403, 'catalog.reserved-reader']);
});

/** Letters of three bytes each that do not compress. */
const script = (length: number): string => {
  let [state, text] = [7, ''];
  for (let n = 0; n < length; n += 1) {
    state = (state * 1103515245 + 12345) % 2147483648;
    text += String.fromCharCode(0x4e00 + ((state >> 8) % 20000));
  }
  return text;
};

test('the longest names in any script are taken in, longer ones are refused by name, and the catalog goes on', async () => {
  await using house = await catalogHouse();
  const entity = `service:default/${script(161)}`;
  const say = (more: object, says: object = {}) => ({
    entity,
    name: script(166),
    place: script(333),
    says,
    ...more,
  });
  const longest = {
    tags: { note: script(798), [script(133)]: script(600) },
    aliases: [script(133)],
    title: script(300),
    type: script(133),
    versions: { [script(133)]: '1' },
    relations: [{ type: 'consumesApi', to: `api:default/${script(162)}`, inverse: true }],
  };
  const post = (descriptions: object[], origin = script(166)) =>
    house.ask('POST', `${root}/descriptions`, 'ingest', { by: 'kubernetes', origin, descriptions });
  const longer = [
    say({ entity: `service:default/${script(162)}` }),
    say({ name: script(167) }),
    say({ place: script(334) }),
    say({}, { tags: { note: script(799) } }),
    say({ entity: 'service:default/a\ud83d' }),
  ];
  const { status, body } = await post([say({}, longest), ...longer]);
  expect(status).toBe(200);
  expect(body.described).toBe(1);
  expect(body.refused.map((it: { pointer: string }) => it.pointer)).toEqual([
    '/descriptions/1/entity',
    '/descriptions/2/name',
    '/descriptions/3/place',
    '/descriptions/4/says/tags/note',
    '/descriptions/5/entity',
  ]);
  for (const origin of [script(167), 'a\ud83d', 'a\0'])
    expect((await post([say({})], origin)).body).toMatchObject({
      code: 'catalog.origin',
      pointer: '/origin',
    });
  const { body: page } = await house.get(`${root}/entities/${encodeURIComponent(entity)}`);
  expect(page).toMatchObject({ title: script(300), lastSeen: expect.any(String) });
});

test('facts tell the line on which a word stands now, and moving it is no fact', async () => {
  await using house = await catalogHouse();
  const line = async () =>
    (await house.get(`${root}/entities/pricing/facts`)).body.attributes[0].said[0].line;
  const text = yaml('pricing', 'payments');
  const lines = [];
  for (const before of ['', '# a\n# b\n', '# a\n# b\n', '# a\n', '']) {
    const { body } = await apply(house, before + text);
    lines.push([body.results[0].line, await line()]);
  }
  expect(lines).toEqual([
    [1, 1],
    [3, 3],
    [3, 3],
    [2, 2],
    [1, 1],
  ]);
  expect(await house.facts()).toBe(1);
});

test('a text is known again after a part of it was said anew, and not when others have said something since', async () => {
  await using house = await catalogHouse();
  const file = 'github.com/acme/pricing/catalog-info.yaml';
  const isKnown = async () => {
    const reader = await house.reader();
    const kept = await house.database.one<{ text: string }>(
      sql`select value ->> 'text' as text from nightjar.kept where owner = 'catalog.texts' and name = ${file}`,
    );
    const held = await heldWithin(reader, { is: 'sources', sources: [`backstage:${file}`] });
    return isKnownText(reader, 1, file, { text: kept?.text ?? '', held });
  };
  await apply(house, [yaml('pricing', 'payments'), yaml('cart', 'shop')].join('---\n'));
  expect(await isKnown()).toBe(true);
  await apply(house, [yaml('pricing', 'payments'), yaml('cart', 'money')].join('---\n'));
  expect(await isKnown()).toBe(true);
  await house.ask('POST', `${root}/descriptions`, 'ingest', {
    by: 'backstage',
    origin: 'github.com/acme/pricing',
    descriptions: [{ entity: 'service:default/cart', name: 'cart', place: 'catalog-info.yaml', says: {} }],
  });
  expect(await isKnown()).toBe(false);
});

test('a source is told to fail by its own origin or the host of its repository, not by what begins alike', async () => {
  await using house = await catalogHouse();
  await apply(house, yaml('pricing', 'payments'));
  const failure = async () => (await house.get(`${root}/entities/pricing`)).body.sources[0].failure;
  const fails = (source: string) => noteUnreachable(house.database, 1, source, new Date(), source);
  for (const source of [
    'backstage:github.com/acme',
    'repository:github.com/ac',
    'effx:github.com/acme/pricing',
  ])
    await fails(source);
  expect(await failure()).toBe(null);
  await fails('repository:github.com/acme');
  expect(await failure()).toBe('repository:github.com/acme');
});

test('a file without a document takes nothing back', async () => {
  await using house = await catalogHouse();
  await apply(house, yaml('pricing', 'payments'));
  for (const text of ['', '# nothing\n', '---\n---\n'])
    expect((await apply(house, text)).body.code).toBe('catalog.no-documents');
  expect((await house.get(`${root}/entities/pricing`)).body.state).toBe('declared');
});

test('organisations do not see one another', async () => {
  await using house = await catalogHouse();
  await apply(house, yaml('pricing', 'payments'));
  expect((await house.get(`${root}/entities/pricing`, 'read 2')).status).toBe(404);
});

test('what the catalog shows is written down so that it reads back as the same facts', async () => {
  await using house = await catalogHouse();
  const said = yaml('pricing', 'payments', '  dependsOn: [resource:ledger-db]\n').replace(
    'name: pricing',
    'name: pricing\n  description: What things cost\n  tags: [pci]',
  );
  await apply(house, said);
  const before = await house.get(`${root}/entities/${pricing}`);
  const written = await house.get(`${root}/entities/${pricing}/annotate?form=backstage`);
  expect(written.body).toMatchObject({ form: 'backstage', lost: [] });
  const again = await apply(house, written.body.text);
  expect(again.body.results).toMatchObject([{ status: expect.stringMatching(/described|unchanged/) }]);
  const after = await house.get(`${root}/entities/${pricing}`);
  for (const part of ['description', 'owners', 'tags', 'lifecycle', 'type', 'relations'])
    expect(after.body[part]).toEqual(before.body[part]);
  const bad = await house.get(`${root}/entities/${pricing}/annotate?form=toml`);
  expect(bad.status).toBe(400);
});
