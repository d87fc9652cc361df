import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { pageTimeFrom } from '../diagnose/at.ts';
import { place } from '../testing/nightjar.ts';

const id = 'dgn_0123456789abcdef0123';
const change = 'chg_0123456789abcdef0123';
const diagnosis = {
  id,
  alert: null,
  title: 'What probably broke checkout?',
  service: 'checkout',
  environment: 'prod',
  signal: 'latency',
  pagedAt: '2026-03-01T02:51:00.000Z',
  madeAt: '2026-03-01T02:51:02.000Z',
  round: 1,
  after: null,
  verdict: 'change',
  probability: 0.87,
  onset: '2026-03-01T02:45:00.000Z',
  dated: true,
  suspects: [
    {
      change,
      title: 'Deploy pricing v812\u001b[31m',
      kind: 'deploy',
      service: 'pricing',
      services: ['pricing'],
      environment: 'prod',
      at: '2026-03-01T02:41:00.000Z',
      completedAt: '2026-03-01T02:43:00.000Z',
      actor: 'joey',
      probability: 0.81,
      reasons: ['It finished at 02:43, 2 min before the trouble began.'],
      features: {},
      address: '/?q=id',
    },
  ],
  reasons: [],
  services: [{ service: 'pricing', score: 0.9 }],
  excluded: [
    {
      change: 'chg_later',
      title: 'Deploy cart v31',
      services: ['cart'],
      why: 'It began at 02:49:00, after the trouble did (02:45:00).',
    },
    { change: 'chg_old', title: null, services: [], why: 'It began at 02:50:00.' },
  ],
  candidates: 14,
  without: [{ what: 'gap', says: 'Around the page 7 of 15 values are missing.' }],
  weights: '2026-11-1',
  owner: {
    name: 'money',
    address: '/catalog/team/money',
    contacts: [{ kind: 'onCall', value: 'https://pager.example/money' }],
  },
  judgements: [],
  rounds: [],
  address: `/diagnoses/${id}`,
  position: 9,
  stale: false,
};

test('a diagnosis is told with its verdict, when it began, suspects and why, whom to ask, and what was done without', async () => {
  await using server = await standIn(({ method, path }, response) => {
    if (path.endsWith('/rounds/2'))
      return json(response, 200, { ...diagnosis, verdict: 'unknown', suspects: [] });
    json(response, method === 'POST' ? 201 : 200, diagnosis);
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  const { code, out, err } = await here.run(
    'diagnose',
    'checkout',
    '--env',
    'prod',
    '--at',
    '2026-03-01T02:51Z',
  );
  expect(code).toBe(0);
  expect(out).toContain('latency of checkout · prod · 2026-03-01 02:51 UTC');
  expect(out).toContain('Probably this change did it (87 %).');
  expect(out).toContain('It began at 02:45 UTC, 6 min before the page.');
  expect(out).toMatch(/^Suspects \(of 14 changes\)$/m);
  expect(out).toMatch(/^ {2}1 {2}81 % {2}Deploy pricing v812$/m);
  expect(out).toContain('deploy · pricing · prod · by joey · 02:41 to 02:43 UTC');
  expect(out).toContain('It finished at 02:43, 2 min before the trouble began.');
  expect(out).toMatch(
    /^Not these\n {2}Deploy cart v31 · cart\n {11}It began at 02:49:00.*\n {11}chg_later$/m,
  );
  expect(out).toMatch(/^ {2}chg_old\n {11}It began at 02:50:00\.$/m);
  expect(out).toMatch(/^Ask money\n {2}on call {2}https:\/\/pager.example\/money$/m);
  expect(out).toMatch(/^Done without\n {2}gap {2}Around the page/m);
  expect(out).not.toContain('\u001b');
  expect(err).toContain(`diagnose judge ${id} --confirm 1`);
  expect(JSON.parse(server.heard[0]?.body ?? '')).toEqual({
    service: 'checkout',
    env: 'prod',
    at: '2026-03-01T02:51:00.000Z',
  });
  expect((await here.run('diagnose', id, '--round', '2')).out).toContain(
    'Nothing can be said of what did it.',
  );
  expect(JSON.parse((await here.run('diagnose', id, '--json')).out)).toMatchObject({ id });
  expect(server.heard.slice(1).map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /api/v1/diagnoses/${id}/rounds/2`,
    `GET /api/v1/diagnoses/${id}`,
  ]);
});

test('of what is judged it is not asked again what did it', async () => {
  const judgement = {
    change,
    judgement: 'confirmed',
    by: 'ana',
    byName: 'Ana',
    from: 'cli',
    at: '2026-03-01T03:00:00.000Z',
  };
  await using server = await standIn((_, response) =>
    json(response, 200, { ...diagnosis, judgements: [judgement] }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const { out, err } = await here.run('diagnose', id);
  expect(out).toContain(`Ana says it was ${change}`);
  expect(err).not.toContain('Was it?');
});

test('a responder says what did it, one thing at a time', async () => {
  await using server = await standIn((_, response) =>
    json(response, 200, { ...diagnosis, judgements: [{ change }] }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const judge = (...more: string[]) => here.run('diagnose', 'judge', id, ...more);
  expect(await judge('--confirm', '1')).toMatchObject({ code: 0, err: 'Noted (1 said so far).\n' });
  await judge('--refute', change);
  await judge('--no-change');
  await judge('--withdraw');
  const bodies = server.heard.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));
  expect(bodies).toEqual([
    { judgement: 'confirmed', change, from: 'cli' },
    { judgement: 'refuted', change, from: 'cli' },
    { judgement: 'confirmed', change: null, from: 'cli' },
    { judgement: 'withdrawn', change: null, from: 'cli' },
  ]);
});

test('what cannot be meant is refused before anybody is asked, or with how many suspects there are', async () => {
  await using server = await standIn((_, response) => json(response, 200, diagnosis));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const judge = (...more: string[]) => here.run('diagnose', 'judge', id, ...more);
  expect(await judge()).toMatchObject({ code: 2, err: expect.stringContaining('Say what did it.') });
  expect(await judge('--confirm', change, '--no-change')).toMatchObject({ code: 2 });
  expect(await judge('--confirm', '3')).toMatchObject({
    code: 2,
    err: expect.stringContaining('there are 1'),
  });
});

test('a refusal of the server is told with what to do, and the time of a page as clocks show it', async () => {
  await using server = await standIn((_, response) =>
    json(response, 404, {
      code: 'diagnosis.unknown-service',
      detail: 'Nobody knows "chekcout". Near it: checkout.',
      next: 'Take one of these names.',
    }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  expect(await here.run('diagnose', 'chekcout')).toMatchObject({
    code: 3,
    err: expect.stringContaining('Near it: checkout.'),
  });
  const now = new Date(2026, 2, 1, 3, 10);
  expect(pageTimeFrom('02:51', now)).toEqual(new Date(2026, 2, 1, 2, 51));
  expect(pageTimeFrom('23:15', now)).toEqual(new Date(2026, 1, 28, 23, 15));
  expect(pageTimeFrom('2h', now)).toEqual(new Date(2026, 2, 1, 1, 10));
  expect(pageTimeFrom('2h ago', now)).toEqual(new Date(2026, 2, 1, 1, 10));
  expect(() => pageTimeFrom('25:00', now)).toThrow(
    expect.objectContaining({ next: expect.stringMatching(/02:51.*3h ago/) }),
  );
});
