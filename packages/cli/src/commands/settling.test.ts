import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import type { Edited, Nudges } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const named = (kind: string, name: string) => ({ ref: `${kind}:default/${name}`, kind, name, known: true });

const orphan: Nudges['nudges'][number] = {
  entity: named('service', 'cart\u001b[2J'),
  tier: 0,
  is: 'no-owner',
  detail: 'No source names an owner of cart.',
  next: 'Name one: `nightjar edit cart owner=NAME`.',
  ask: [named('team', 'commerce'), named('person', 'ada')],
};
const contest: Nudges['nudges'][number] = {
  entity: named('api', 'prices'),
  tier: null,
  is: 'contested',
  detail: 'Sources that are to be believed name different owners of prices: payments, shop.',
  next: 'Settle it: `nightjar edit api:prices owner=NAME`.',
  ask: [],
};

test('nudges tell what is wrong with what, what settles it, and who might', async () => {
  const list: Nudges = { nudges: [orphan, contest], next: null, cut: false };
  await using server = await standIn((_, response) => json(response, 200, list));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('nudges', 'tier:0', '-system:shop');
  expect(said).toMatchObject({ code: 0, err: '' });
  expect(said.out).toBe(`cart  tier 0  no owner
  No source names an owner of cart.
  Name one: \`nightjar edit cart owner=NAME\`.
  Ask commerce, ada.

api:prices  contested
  Sources that are to be believed name different owners of prices: payments, shop.
  Settle it: \`nightjar edit api:prices owner=NAME\`.
`);
  expect(server.heard[0]?.query.get('q')).toBe('tier:0 -system:shop');
  expect(JSON.parse((await here.run('nudges', '--json')).out)).toEqual(list);
}, 60_000);

test('nudges say that there are none, that there are more, and that not all was looked at', async () => {
  const answers: Record<string, Nudges> = {
    none: { nudges: [], next: null, cut: false },
    hasty: { nudges: [], next: null, cut: true },
    more: { nudges: [orphan], next: 'c1', cut: true },
  };
  await using server = await standIn(({ query }, response) =>
    json(response, 200, answers[query.get('q') ?? 'none']),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect(await here.run('nudges')).toMatchObject({ code: 0, out: '', err: 'Nothing to settle.\n' });
  expect((await here.run('nudges', 'none')).err).toBe('Nothing to settle that matches none\n');
  expect((await here.run('nudges', 'hasty')).err).toMatch(/^Not all could be looked at in time/);
  expect((await here.run('nudges', 'more')).err).toMatch(
    /^There are more; narrow them: nightjar nudges tier:0\nNot all/,
  );
}, 60_000);

test('an edit tells what became another', async () => {
  const diff: Edited['diff'] = [
    { attribute: 'owners', before: ['team:default/shop'], after: ['team:default/payments'] },
    { attribute: 'contact.chat', before: null, after: { label: '#money', url: 'https://chat.example/m' } },
    { attribute: 'tier', before: 3, after: null },
  ];
  await using server = await standIn((_, response) =>
    json(response, 200, { position: 9, entity: 'service:default/cart', diff } satisfies Edited),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const attributes = ['owner=payments', 'contact.chat=#money https://chat.example/m', 'tier='];
  expect(await here.run('edit', 'cart', ...attributes)).toMatchObject({
    code: 0,
    out: `service:default/cart
  owners: team:default/shop → team:default/payments
  contact.chat: – → #money, https://chat.example/m
  tier: 3 → –
`,
  });
  const [{ method, path, body } = { method: '', path: '', body: '' }] = server.heard;
  expect([method, path]).toEqual(['PATCH', '/api/v1/catalog/entities/cart']);
  expect(JSON.parse(body)).toEqual({
    set: {
      owners: ['team:default/payments'],
      'contact.chat': { label: '#money', url: 'https://chat.example/m' },
      tier: null,
    },
  });
}, 60_000);

test('an owner that nobody has described is pointed out, and a question that fails undoes nothing', async () => {
  const diff: Edited['diff'] = [
    { attribute: 'owners', before: null, after: ['team:default/paymnets', 'team:default/shop'] },
  ];
  const owner = (name: string, known: boolean) => ({
    owner: { ref: `team:default/${name}`, kind: 'team', name, known },
    chosen: true,
  });
  let answers = true;
  await using server = await standIn(({ method, query }, response) => {
    if (method === 'PATCH')
      return json(response, 200, { position: 9, entity: 'service:default/cart', diff } satisfies Edited);
    if (!answers || query.get('min_pos') !== '9')
      return json(response, 500, { code: 'bug', detail: 'Broken.' });
    json(response, 200, { answer: 'Ask.', owners: [owner('paymnets', false), owner('shop', true)] });
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('edit', 'cart', 'owner=paymnets,shop');
  expect(said).toMatchObject({ code: 0, out: expect.stringContaining('team:default/paymnets') });
  expect(said.err).toBe(
    '! paymnets is not in the catalog. Mistyped? nightjar services kind:team lists the teams; nobody can be reached through paymnets until it is described.\n',
  );
  answers = false;
  expect(await here.run('edit', 'cart', 'owner=paymnets')).toMatchObject({ code: 0, err: '' });
}, 60_000);

test('an edit that changes nothing, or is refused, says so', async () => {
  await using server = await standIn(({ path, body }, response) => {
    if (path.endsWith('/theirs'))
      return json(response, 403, {
        code: 'access.right',
        detail: 'The token may read.',
        next: 'Ask for admin.',
      });
    if (body.includes('"nonsense"'))
      return json(response, 400, {
        code: 'catalog.edit',
        detail: '"nonsense" is no attribute.',
        pointer: '/set/nonsense',
      });
    json(response, 200, { position: 9, entity: 'service:default/cart', diff: [] } satisfies Edited);
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect((await here.run('edit', 'cart', 'tier=0')).err).toMatch(/^It was so already; now a person says so/);
  expect((await here.run('edit', 'cart', 'tier=')).err).toMatch(/^It stays as it is/);
  expect(await here.run('edit', 'theirs', 'tier=0')).toMatchObject({
    code: 3,
    out: '',
    err: 'nightjar: The token may read. (access.right)\n  Ask for admin.\n',
  });
  expect(await here.run('edit', 'cart', 'nonsense=1')).toMatchObject({
    code: 3,
    err: 'nightjar: "nonsense" is no attribute. (catalog.edit), at /set/nonsense\n',
  });
  const asked = server.heard.length;
  expect(await here.run('edit', 'cart', 'tier')).toMatchObject({ code: 2 });
  expect((await here.run('edit', 'cart')).code).toBe(2);
  expect(server.heard.length).toBe(asked);
}, 60_000);
