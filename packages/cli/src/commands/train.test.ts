import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Judged } from '@nightjar/diagnosis/learn/judged';
import { rank } from '@nightjar/diagnosis/rank';
import { nights } from '@nightjar/diagnosis/testing/nights';
import { weights as shipped } from '@nightjar/diagnosis/weights';
import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

/** What the server gives out of a round. */
const lineOf = ({ diagnosis, round, features, truth }: Judged): string => {
  const { verdict, probability, changes } = rank(features);
  const change = truth.is === 'change' ? truth.changes[0] : null;
  return `${JSON.stringify({
    diagnosis,
    round,
    after: 0,
    title: `Night ${diagnosis}`,
    service: 's0',
    environment: 'prod',
    signal: 'latency',
    pagedAt: '2026-03-01T02:51:00.000Z',
    now: '2026-03-01T02:51:00.000Z',
    said: {
      weights: shipped.version,
      verdict,
      probability,
      suspects: changes.slice(0, 5).map(({ id, probability: told }) => ({ id, probability: told })),
    },
    features,
    judgements: [{ change, judgement: 'confirmed', by: 'person:ana', at: '2026-03-01T03:00:00.000Z' }],
  })}\n`;
};

const flags = { ...shipped, kinds: { ...shipped.kinds, flag: 12 }, affinity: 3 };

const server = (cases: readonly Judged[]) =>
  standIn(({ method, path }, response) => {
    if (path.endsWith('/cases')) {
      response.setHeader('content-type', 'application/x-ndjson');
      response.end(cases.map(lineOf).join(''));
    } else if (method === 'POST') {
      json(response, 200, { version: 'learnt', cases: 100, figures: {}, before: {}, position: 1 });
    } else json(response, 200, { weights: shipped, takenAt: null, by: null, cases: null });
  });

test('what was judged is learnt from, written down, tried, and taken where it does better', async () => {
  await using nightjar = await server(nights(100, flags));
  await using here = await place({ NIGHTJAR_URL: nightjar.url });
  const out = join(here.folder, 'w.json');
  const looked = await here.run('train', '--out', out);
  expect(looked.out).toMatch(/^100 judged diagnoses/);
  expect(looked.out).toMatch(/^in use +0\.\d{3} +0\.\d{3} /m);
  expect(looked.err).toContain('train --apply');
  const written = JSON.parse(await readFile(out, 'utf8'));
  expect(written).toMatchObject({ version: expect.stringMatching(/^learnt-\d{4}-\d\d-\d\d-100$/) });
  expect(written.kinds.flag).toBeGreaterThan(2);

  const as = await here.run('diagnose', '--replay');
  expect(as.out).toMatch(/^100 judged diagnoses, as at the page; weights/);
  expect(as.out).toContain('The foremost suspect is the same in each.');
  const replayed = await here.run('diagnose', '--replay', '--weights', out);
  const hits = [...replayed.out.matchAll(/^(as it was said|ranked again) +0\.\d+ +(0\.\d+)/gm)].map(
    ([, , hit]) => hit,
  );
  expect(Number(hits[1])).toBeGreaterThan(Number(hits[0]));
  expect(replayed.out).toMatch(/^better +dgn_\d+/m);
  expect(JSON.parse((await here.run('diagnose', '--replay', '--json')).out)).toMatchObject({ cases: 100 });

  const applied = await here.run('train', '--apply');
  expect(applied.err).toContain('From now on it is ranked by learnt.');
  const sent = nightjar.heard.find(({ method }) => method === 'POST');
  expect(JSON.parse(sent?.body ?? '{}').weights.kinds.flag).toBeGreaterThan(2);
}, 60_000);

test('of a few cases nothing is learnt, and what is no weights is refused', async () => {
  await using nightjar = await server(nights(3, flags));
  await using here = await place({ NIGHTJAR_URL: nightjar.url });
  expect((await here.run('train', '--apply')).err).toContain('3 diagnoses are judged, and it takes 20');
  expect(nightjar.heard.some(({ method }) => method === 'POST')).toBe(false);
  const file = join(here.folder, 'w.json');
  for (const [text, says] of [
    ['[]', 'holds no weights'],
    ['{', 'it is not JSON'],
    ['{"afinity":1}', 'there is no weight "afinity"'],
  ] as const) {
    await writeFile(file, text);
    expect(await here.run('diagnose', '--replay', '--weights', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining(says),
    });
  }
  expect(await here.run('diagnose')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Of which service?'),
  });
}, 60_000);
