import type { Features } from '@nightjar/diagnosis/features';
import { fit } from '@nightjar/diagnosis/fit';
import { truthOf } from '@nightjar/diagnosis/learn/judged';
import { weights as shipped } from '@nightjar/diagnosis/weights';
import { expect, test } from 'vitest';
import { alertId } from '../../../change/identity.ts';
import { type AlertObserved, alertStream } from '../../alerts/events.ts';
import { type DiagnosisJudged, type DiagnosisMade, diagnosisStream } from '../events.ts';
import { alertGroups } from '../groups/projection.ts';
import { diagnoses } from '../projection.ts';
import { diagnosisHouse } from '../testing/house.ts';
import { begins, deployed, minute, pagedAt } from '../testing/night.ts';
import { figuresIn } from './figures.ts';
import type { DiagnosisCase } from './wire.ts';

type House = Awaited<ReturnType<typeof diagnosisHouse>>;

const linesIn = async (house: House, query = '', who = 'read'): Promise<DiagnosisCase[]> => {
  const { text, type } = await house.text(`/api/v1/diagnoses/cases${query}`, who);
  expect(type).toContain('application/x-ndjson');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
};

/**
 * Diagnoses of one night over and over, in which a flag and a deploy stood equally near, the flag the older by a minute; responders say
 * that the flag did it.
 */
const history = async (house: House, count: number): Promise<void> => {
  await house.described();
  const of = (kind: string, minutes: number) =>
    deployed('pricing', begins - minutes * minute, { key: kind, kind });
  const [flag = '', deploy = ''] = await house.changed(of('flag', 3), of('deploy', 2));
  const { body: first } = await house.post('/api/v1/diagnoses', { service: 'checkout', env: 'prod' }, 'ana');
  expect(first.suspects.map(({ change }: { change: string }) => change)).toEqual([deploy, flag]);
  const [made] = await house.kernel.log.stream(1, diagnosisStream(first.id));
  const data = made?.data as DiagnosisMade['data'];
  for (let n = 0; n < count; n += 1) {
    const judged: DiagnosisJudged['data'] = {
      change: flag,
      judgement: 'confirmed',
      by: 'person:ana',
      byName: 'ana',
      from: 'web',
    };
    await house.kernel.log.append({
      org: 1,
      stream: diagnosisStream(`dgn_${String(n).padStart(20, '0')}`),
      facts: [
        { type: 'DiagnosisMade', data },
        { type: 'DiagnosisJudged', data: judged },
      ],
    });
  }
};

test('figures are made from the verdicts and suspects alone, whatever else was said', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await history(house, 3);
  const reader = await house.kernel.reader(
    { org: 1, subject: 'token:read', rights: new Set(['read']) },
    { of: [diagnoses, alertGroups], minPos: await house.kernel.log.head() },
  );
  const read: object[] = [];
  const many = async <Row>(statement: Parameters<typeof reader.many>[0]): Promise<Row[]> => {
    const rows = await reader.many<Row>(statement);
    read.push(...(rows as object[]));
    return rows;
  };
  expect(await figuresIn({ ...reader, many })).toMatchObject({ cases: 3, hit1: 0, hit3: 1, mrr: 0.5 });
  expect(read).toHaveLength(3);
  for (const row of read) {
    expect(Object.keys(row).sort()).toEqual(['paged_at', 'suspects', 'verdict', 'words']);
    expect(JSON.stringify(row).length).toBeLessThan(400);
  }
});

test('what was said is given out as lines with all its numbers, trained on, and taken if it does better', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await history(house, 25);
  const head = await house.kernel.log.head();
  const { body: before } = await house.get(`/api/v1/diagnoses/figures?min_pos=${head}`);
  expect(before).toMatchObject({
    cases: 25,
    hit1: 0,
    hit3: 1,
    mrr: 0.5,
    months: [{ month: new Date(pagedAt).toISOString().slice(0, 7), cases: 25 }],
    stale: false,
  });
  const all = await linesIn(house);
  const judged = await linesIn(house, '?judged=true');
  expect([all.length, judged.length]).toEqual([26, 25]);
  expect(await linesIn(house, '?limit=3')).toHaveLength(3);
  expect(await linesIn(house, '', 'read 2')).toEqual([]);
  const features: Features | undefined = judged[0]?.features;
  expect(features?.changes.map(({ kind }) => kind).sort()).toEqual(['deploy', 'flag']);
  expect(judged[0]).toMatchObject({ service: 'checkout', round: 1, said: { weights: shipped.version } });

  const cases = judged.flatMap((one) => {
    const truth = truthOf(one.judgements);
    return truth === null ? [] : [{ ...one, truth }];
  });
  const found = fit(cases, shipped, 'learnt-25');
  if (found.is !== 'fitted') throw new Error(found.is);
  expect(found.better).toBe(true);
  const url = '/api/v1/diagnoses/weights';
  expect((await house.get(url)).body).toEqual({ weights: shipped, takenAt: null, by: null, cases: null });
  expect((await house.post(url, { weights: found.weights }, 'ana')).status).toBe(403);
  // Beyond what can be reckoned with nothing is better: all shares are 0 of 0.
  for (const more of [{ sharpness: 1e6 }, { time: { soon: 1, soonMinutes: 1e-300, lateMinutes: 1e-300 } }]) {
    const answer = await house.post(url, { weights: { ...found.weights, ...more } });
    expect([answer.status, answer.body.code]).toEqual([409, 'weights.not-better']);
  }
  const { body: taken } = await house.post(url, { weights: found.weights });
  expect(taken).toMatchObject({ version: 'learnt-25', cases: 25, figures: { hit1: 1 }, before: { hit1: 0 } });
  expect((await house.get(url)).body).toMatchObject({ weights: found.weights, by: 'token:admin', cases: 25 });
  // From now on it is ranked by them.
  house.state.now += 2 * minute;
  const { body: again } = await house.post('/api/v1/diagnoses', { service: 'checkout', env: 'prod' }, 'ana');
  expect(again).toMatchObject({ weights: 'learnt-25', suspects: [{ kind: 'flag' }, { kind: 'deploy' }] });
  // The same once more is no better than itself, and neither are those that were shipped.
  for (const weights of [found.weights, shipped])
    expect((await house.post(url, { weights })).body.code).toBe('weights.not-better');
}, 60_000);

test('weights are not taken on a few cases, nor what are none', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await history(house, 3);
  const url = '/api/v1/diagnoses/weights';
  expect((await house.post(url, { weights: shipped })).body).toMatchObject({
    code: 'weights.too-few-cases',
    detail: '3 of 20 are judged.',
  });
  const { halfOff: _, ...lacking } = shipped;
  expect((await house.post(url, { weights: lacking })).body.code).toBe('request.invalid');
  expect((await house.post(url, { weights: { ...shipped, more: 1 } })).body.code).toBe('request.invalid');
  const trees = [{ feature: 'time', at: 1, below: 0, above: { feature: 'share', at: 'high' } }];
  expect((await house.post(url, { weights: { ...shipped, trees } })).body).toMatchObject({
    code: 'weights.invalid',
    pointer: '/weights/trees/0',
  });
});

test('what was said of a test alert is no case, whatever was pressed', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  await house.changed(deployed('pricing', begins - 2 * minute));
  const fires = (source: string): Promise<unknown> => {
    const at = new Date(pagedAt).toISOString();
    const fact: AlertObserved = {
      type: 'AlertObserved',
      at,
      data: {
        alert: {
          source,
          key: 'checkout',
          state: 'firing',
          at,
          title: 'CheckoutLatency',
          severity: 'info',
          services: ['checkout'],
          environment: 'prod',
          summary: null,
          links: [],
          labels: {},
        },
      },
    };
    return house.kernel.log.append({
      org: 1,
      stream: alertStream(alertId(1, source, 'checkout')),
      facts: [fact],
    });
  };
  await fires('test');
  await fires('alertmanager');
  const list = async () => (await house.get('/api/v1/diagnoses')).body.diagnoses;
  await expect.poll(async () => (await list()).length, { timeout: 30_000 }).toBe(2);
  for (const { id } of await list())
    expect(
      (
        await house.post(
          `/api/v1/diagnoses/${id}/judgements`,
          { change: null, judgement: 'confirmed' },
          'ana',
        )
      ).status,
    ).toBeLessThan(300);
  const head = await house.kernel.log.head();
  expect((await house.get(`/api/v1/diagnoses/figures?min_pos=${head}`)).body.cases).toBe(1);
  const told = new Set((await linesIn(house, '?judged=true')).map(({ diagnosis }) => diagnosis));
  expect(told.size).toBe(1);
}, 120_000);
