import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GraphHouse, graphHouse } from './testing/house.ts';

let house: GraphHouse;

beforeAll(async () => {
  house = await graphHouse({
    more: [
      {
        types: 'extend type Query { broken: String  nulled: String! }',
        reads: [],
        resolvers: {
          Query: {
            broken: () => {
              throw new Error('select secret from vault');
            },
            nulled: () => null,
          },
        },
      },
    ],
  });
});
afterAll(() => house[Symbol.asyncDispose]());

const codeOf = async (query: string, variables: object = {}): Promise<string> => {
  const { body } = await house.ask(query, variables);
  expect(body.data, 'nothing was read').toBeUndefined();
  expect(body.errors).toHaveLength(1);
  expect(body.errors[0].extensions.next).toEqual(expect.any(String));
  return `${body.errors[0].extensions.code}: ${body.errors[0].message}`;
};

const nested = (levels: number): string =>
  `{ entities(first: 1) { edges { node ${'{ owners '.repeat(levels)}{ ref }${' }'.repeat(levels)} } } }`;

test('what is too large, too deep, too dear or no reading is refused in words before anything is read', async () => {
  const before = house.statements();
  const cases: [string, RegExp][] = [
    [nested(9), /^graphql\.too-deep: The document is 13 levels deep; 12 are allowed\.$/],
    [nested(600), /^graphql\.too-(deep|large): /],
    [
      `{ ${Array.from({ length: 60 }, (_, n) => `a${n}: position`).join(' ')} }`,
      /^graphql\.too-large: The document has 60 aliases; 50 are allowed\.$/,
    ],
    [
      `{ ${'position '.repeat(10_000)} }`,
      /^graphql\.too-large: The document has \d+ characters; 32768 are allowed\.$/,
    ],
    [
      `{ ${'stale '.repeat(2_500)} }`,
      /^graphql\.too-large: The document has more than 2000 words and signs\.$/,
    ],
    [`{ position ${'@skip(if: false) '.repeat(60)} }`, /^graphql\.too-large: The document has 60 directives/],
    [
      '{ entities(first: 500) { edges { node { callers(first: 500) { edges { node { ref } } } } } } }',
      /^graphql\.too-dear: It could read 501,520 rows; 10,000 are allowed\. The dearest is entities \(500\)\.edges\.node\.callers \(500\)\.edges/,
    ],
    ['{ entities(first: 500) { edges { node { who { answer } } } } }', /who.*with 50,000\.$/],
    [
      'query A { ...F } fragment F on Query { position ...F }',
      /^graphql\.too-deep: A fragment of the document holds itself\.$/,
    ],
    ['query A { ...F } fragment F on Query { ...G } fragment G on Query { ...F }', /holds itself/],
    ['mutation { deploy }', /^graphql\.only-read: The document holds a mutation\.$/],
    ['subscription { follow }', /^graphql\.only-read/],
    [
      '{ nothing }',
      /^graphql\.invalid: Cannot query field "nothing" on type "Query"\. \(line 1, column 3\)$/,
    ],
    ['{ position', /^graphql\.syntax: .*\(line 1, column 11\)$/],
    ['{ __proto__ }', /^graphql\.invalid/],
    ['{ constructor }', /^graphql\.invalid/],
    [
      '{ a: __schema { types { name } } b: __schema { types { fields { type { fields { type { fields { name } } } } } } } }',
      /^graphql\.invalid: Maximum introspection depth exceeded/,
    ],
    [
      `{ ${Array.from({ length: 11 }, (_, n) => `a${n}: __schema { types { name } }`).join(' ')} }`,
      /^graphql\.too-dear: It could read 11,000/,
    ],
  ];
  for (const [query, says] of cases) expect(await codeOf(query), query.slice(0, 80)).toMatch(says);
  expect(house.statements() - before).toBe(0);
});

test('fragments that double one another level by level cost no time', async () => {
  const fragments = Array.from(
    { length: 40 },
    (_, n) => `fragment F${n} on Entity { system { ...F${n + 1} } owners { ...F${n + 1} } }`,
  );
  const query = `{ entity(ref: "x") { ...F0 } } ${fragments.join(' ')} fragment F40 on Entity { ref }`;
  const began = performance.now();
  expect(await codeOf(query)).toMatch(/^graphql\.too-deep/);
  const flat = Array.from(
    { length: 45 },
    (_, n) => `fragment G${n} on Entity { ${`...G${n + 1} `.repeat(8)} }`,
  );
  const { body } = await house.ask(
    `{ entities(first: 500) { edges { node { ...G0 } } } } ${flat.join(' ')} fragment G45 on Entity { callers(first: 500) { total } }`,
  );
  expect(body.errors[0].extensions.code).toBe('graphql.too-dear');
  expect(performance.now() - began).toBeLessThan(3_000);
});

test('variables are what the document declares, and nothing else', async () => {
  const query = 'query A($first: Int! = 5, $q: String! = "") { entities(first: $first, q: $q) { total } }';
  for (const variables of [
    { first: 'many' },
    { first: 1.5 },
    { first: 1e40 },
    { first: { $gt: 1 } },
    { q: ['a', 'b'] },
    { q: null },
  ])
    expect(await codeOf(query, variables)).toMatch(/^graphql\.variables: Variable "\$(first|q)"/);
  const whole = 'query A($first: Int!) { entities(first: $first) { edges { cursor } } }';
  expect(await codeOf(whole, { first: 2_000_000_000 })).toMatch(/^graphql\.too-dear/);
  expect(await codeOf('{ entity(ref: 5) { ref } }')).toMatch(/^graphql\.invalid/);
  const { body } = await house.ask(query, { first: 600 });
  expect(body.errors[0]).toMatchObject({
    message: '`first` is 600; 1 to 500 are given at a time.',
    path: ['entities'],
    extensions: { code: 'graphql.first', status: 400 },
  });
  const poisoned = await house.send(
    'POST',
    '/graphql',
    '{"query":"{ position }","variables":{"__proto__":{"first":1}}}',
  );
  expect([poisoned.status, poisoned.body.code]).toEqual([400, 'request.poisoned']);
  const huge = await house.send('POST', '/graphql', { query, variables: { q: 'x'.repeat(200_000) } });
  expect([huge.status, huge.body.code]).toEqual([413, 'request.too-large']);
  const long = await house.ask(query, { q: 'x'.repeat(60_000) });
  expect(long.body.errors[0].extensions.code).toBe('catalog.filter');
});

test('a request that is none is told as everywhere', async () => {
  const problems: [unknown, number, string][] = [
    [[{ query: '{ position }' }, { query: '{ position }' }], 400, 'graphql.request'],
    [{}, 400, 'graphql.request'],
    [{ query: 5 }, 400, 'graphql.request'],
    [{ query: 'query A { position } query B { position }' }, 400, 'graphql.request'],
    [{ query: 'query A { position }', operationName: 'B' }, 400, 'graphql.request'],
    [{ query: '{ position }', variables: [] }, 400, 'graphql.request'],
    [
      { query: '{ position }', extensions: { persistedQuery: { version: 1, sha256Hash: '../../etc' } } },
      400,
      'graphql.request',
    ],
    ['{"query":', 400, 'request.not-json'],
  ];
  for (const [body, status, code] of problems) {
    const answer = await house.send('POST', '/graphql', body);
    expect([answer.status, answer.body.code], JSON.stringify(body)).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  }
  const form = await house.http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: 'Bearer read', 'content-type': 'text/plain' },
    payload: '{"query":"{ position }"}',
  });
  expect(form.statusCode, 'what a form of another page could send').toBe(415);
  const stranger = await house.http.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query: '{ __schema { types { name } } }' },
  });
  expect(stranger.statusCode).toBe(401);
  expect((await house.send('POST', '/graphql', { query: '{ position }' }, { right: 'ingest' })).status).toBe(
    403,
  );
});

test('what fails for a reason that nobody foresaw tells nothing of it', async () => {
  const { status, text, body } = await house.ask('{ broken position }');
  expect([status, body.data]).toEqual([200, { broken: null, position: expect.any(Number) }]);
  expect(text).not.toContain('vault');
  expect(body.errors[0]).toMatchObject({ path: ['broken'], extensions: { code: 'internal', status: 500 } });
  expect(house.logged()).toContain('select secret from vault');
  const nulled = await house.ask('{ nulled }');
  expect(nulled.body.errors[0]).toMatchObject({
    message: 'Something happened that Nightjar did not foresee.',
  });
});
