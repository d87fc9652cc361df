import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const done = { deliveries: 12, changed: 2, observed: 3, withdrawn: 1, unreadable: 1, position: 40 };

test('a replay says what reads differently now', async () => {
  await using server = await standIn((_, response) => json(response, 200, done));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('sources', 'replay', 'github', '--since', '2026-03-01T00:00:00Z');
  expect(said.out).toBe(
    '12 deliveries read again, 2 say something else now; 1 could not be read and were left alone\n' +
      '3 observations written, 1 withdrawn\n',
  );
  expect(server.heard[0]).toMatchObject({
    path: '/api/v1/sources/github/replay',
    body: '{"since":"2026-03-01T00:00:00.000Z"}',
  });
  expect((await here.run('sources', 'replay', 'github', '--since', 'lately')).code).toBe(2);
});

test('the reconcilers are listed with what keeps them, and an empty list says how to have one', async () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const reconcilers = [
    {
      name: 'github acme',
      source: 'github',
      origin: 'github.com/acme',
      state: 'refused',
      why: 'it answered 401',
      since: ago(20),
      triedAt: ago(5),
      reachedAt: ago(25),
      cursor: null,
      nextAt: ago(-10.5),
    },
  ];
  let answer: object = { reconcilers };
  await using server = await standIn((_, response) => json(response, 200, answer));
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect((await here.run('sources', 'reconcilers')).out).toMatch(
    /\ngithub acme +refused +20m +25m +in 10m +it answered 401\n$/,
  );
  expect(server.heard[0]?.path).toBe('/api/v1/reconcilers');
  answer = { reconcilers: [] };
  expect((await here.run('sources', 'reconcilers')).err).toContain('None is set up');
});

const card = {
  name: 'github',
  title: 'GitHub',
  group: 'code',
  brings: 'Pushes and releases.',
  proof: 'signature',
  state: 'waiting',
  why: null,
  lastDelivery: null,
  day: { recorded: 0, ignored: 0, unread: 0, parked: 0 },
  unread: 0,
  clockAheadMs: 0,
};
const page = {
  source: card,
  url: 'https://nightjar.example/hooks/github',
  otherUrls: [],
  steps: ['Payload URL: https://nightjar.example/hooks/github', 'Secret: {secret}'],
  paste: { label: 'The rule', language: 'yaml', text: 'secret: {secret}' },
  docs: 'https://docs.github.com/webhooks',
  secrets: [{ id: 'sec_1', lastFour: 'x3Kq', given: false, createdAt: null, createdBy: null, is: 'open' }],
  fromEnvironment: 0,
  recent: [],
  refused: [],
  position: 7,
  stale: false,
};

test('connecting prints the address, the secret once, and the steps with both filled in', async () => {
  const made = { id: 'sec_1', secret: 'the-secret-x3Kq', lastFour: 'x3Kq', position: 7 };
  let secrets: readonly object[] = [];
  await using server = await standIn((request, response) =>
    request.method === 'POST' ? json(response, 201, made) : json(response, 200, { ...page, secrets }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('sources', 'connect', 'github');
  expect(said.code).toBe(0);
  expect(said.out).toContain('Address: https://nightjar.example/hooks/github\nSecret:  the-secret-x3Kq\n');
  expect(said.out).toContain('2. Secret: the-secret-x3Kq');
  expect(said.out).toContain('secret: the-secret-x3Kq');

  const own = here.start(['sources', 'connect', 'github', '--secret', '-'], { input: 'their-own-secret\n' });
  expect((await own.said).code).toBe(0);
  expect(server.heard.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
    '{}',
    '{"secret":"their-own-secret"}',
  ]);
  const shown = await here.run('sources', 'connect', 'github', '--secret', 'their-own-secret');
  expect(shown).toMatchObject({ code: 2, err: expect.not.stringContaining('their-own-secret') });

  secrets = page.secrets;
  const twice = await here.run('sources', 'connect', 'github');
  expect(twice).toMatchObject({ code: 3, err: expect.stringContaining('github has a secret already.') });
  expect(twice.err).toContain('--another');
  expect(server.heard.filter(({ method }) => method === 'POST')).toHaveLength(2);
  const another = await here.run('sources', 'connect', 'github', '--another');
  expect(another.out).toContain('Secret:  the-secret-x3Kq');
});

test('of a sender that makes its secret none is made: the steps are said, and what to type with its own', async () => {
  const made = { id: 'sec_1', secret: null, lastFour: '', position: 7 };
  const slack = {
    ...page,
    source: { ...card, name: 'slack', title: 'Slack', state: 'unconnected' },
    steps: ['Copy the Signing Secret, and keep it here as {secret}.'],
    paste: null,
    secrets: [],
    theirs: true,
  };
  await using server = await standIn((request, response) =>
    request.method === 'POST' ? json(response, 201, made) : json(response, 200, slack),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  for (const more of [[], ['--another']]) {
    const said = await here.run('sources', 'connect', 'slack', ...more);
    expect(said).toMatchObject({ code: 3, err: expect.stringContaining('Slack makes its secret itself') });
    expect(said.err).toContain(`${['nightjar sources connect slack', ...more].join(' ')} --secret -\n`);
    expect(said.out).toContain('1. Copy the Signing Secret, and keep it here as the secret of this source.');
  }
  expect((await here.run('sources', 'connect', 'slack', '--json')).out).toBe('');
  expect(server.heard.filter(({ method }) => method === 'POST')).toEqual([]);
  expect((await here.run('sources', 'show', 'slack')).out).toContain('sources connect slack --secret -\n');

  const own = here.start(['sources', 'connect', 'slack', '--secret', '-'], { input: 'signing-secret\n' });
  expect((await own.said).code).toBe(0);
  expect(server.heard.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
    '{"secret":"signing-secret"}',
  ]);
});

test('a sender of one’s own is begun by connecting it', async () => {
  const made = { id: 'sec_1', secret: 'the-secret-x3Kq', lastFour: 'x3Kq', position: 7 };
  let begun = false;
  await using server = await standIn((request, response) => {
    if (request.method === 'POST') {
      begun = true;
      return json(response, 201, made);
    }
    const none = { code: 'source.no-custom', detail: 'Nobody has made custom/bot.', status: 404 };
    return begun ? json(response, 200, page) : json(response, 404, none);
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect((await here.run('sources', 'connect', 'custom/bot')).out).toContain('Secret:  the-secret-x3Kq');
});

test('the list has what brings something first, and says what is wrong', async () => {
  const failing = { ...card, name: 'gitlab', state: 'failing', why: 'A delivery came with a wrong proof.' };
  const sources = [{ ...card, state: 'unconnected' }, failing];
  await using server = await standIn((_, response) => json(response, 200, { sources, unopened: 0 }));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const { out } = await here.run('sources');
  expect(out).toMatch(
    /\ngitlab +failing +A delivery came with a wrong proof\.\ngithub +unconnected +Pushes and releases\.\n$/,
  );
});

test('a source is shown with its secrets by their last characters, and with what came', async () => {
  const recent = [
    {
      position: 9,
      delivery: 'd-9',
      event: 'release',
      at: new Date().toISOString(),
      outcome: 'unread',
      why: 'It names no release.',
      changes: [],
      count: 0,
      kept: true,
    },
  ];
  await using server = await standIn((_, response) => json(response, 200, { ...page, recent }));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const { out } = await here.run('sources', 'show', 'github');
  expect(out).toContain('Secret sec_1 …x3Kq');
  expect(out).toContain('Secret: <the secret>');
  expect(out).toMatch(/9\s+now\s+release\s+unread: It names no release\./);
  expect((await here.run('sources', 'deliveries', 'github')).out).toContain('It names no release.');
});

test('the steps are told until something has come, and afterwards to whoever asks for them', async () => {
  const source = { ...card, state: 'receiving', lastDelivery: new Date().toISOString() };
  await using server = await standIn((_, response) => json(response, 200, { ...page, source }));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('sources', 'show', 'github');
  expect(said.out).not.toContain('Secret: <the secret>');
  expect(said.err).toContain('sources show github --steps');
  expect((await here.run('sources', 'show', 'github', '--steps')).out).toContain('Secret: <the secret>');
});
