import { expect, test } from 'vitest';
import { diagnosisHouse } from './testing/house.ts';
import { begins, deployed, minute } from './testing/night.ts';

const change = (n: number): string => `chg_${String(n).padStart(20, '0')}`;

test('the last word of each responder counts, and can be taken back', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  const [guilty = ''] = await house.changed(deployed('pricing', begins - minute));
  const { body: made } = await house.post('/api/v1/diagnoses', { service: 'checkout', env: 'prod' }, 'ana');
  const url = `/api/v1/diagnoses/${made.id}/judgements`;
  const judge = async (who: string, judgement: string, of: string | null, more = {}) => {
    const { status, body } = await house.post(url, { judgement, change: of, ...more }, who);
    if (status !== 200) return [status, body.code];
    return body.judgements.map(
      ({ by, change: about, judgement: word }: Record<string, string>) => `${by} ${word} ${about}`,
    );
  };
  expect(await judge('ana', 'confirmed', guilty, { from: 'web' })).toEqual([
    `person:ana confirmed ${guilty}`,
  ]);
  expect(await judge('ana', 'confirmed', guilty)).toHaveLength(1);
  expect(await judge('joey', 'refuted', guilty)).toHaveLength(2);
  expect(await judge('ana', 'confirmed', change(7))).toEqual([
    `person:joey refuted ${guilty}`,
    `person:ana confirmed ${change(7)}`,
  ]);
  expect(await judge('ana', 'confirmed', guilty)).toEqual([
    `person:joey refuted ${guilty}`,
    `person:ana confirmed ${guilty}`,
  ]);
  expect(await judge('ana', 'confirmed', change(7))).toHaveLength(2);
  expect(await judge('ana', 'refuted', guilty)).toHaveLength(3);
  expect(await judge('ana', 'confirmed', null)).toEqual([
    `person:joey refuted ${guilty}`,
    `person:ana refuted ${guilty}`,
    'person:ana confirmed null',
  ]);
  expect(await judge('ana', 'withdrawn', null)).toHaveLength(2);
  expect(await judge('joey', 'withdrawn', guilty)).toEqual([`person:ana refuted ${guilty}`]);

  expect(await judge('read', 'confirmed', guilty)).toEqual([403, 'diagnosis.not-yours']);
  expect(await judge('ingest', 'confirmed', 'pricing')).toEqual([400, 'diagnosis.judgement']);
  expect(await judge('ana', 'refuted', null)).toEqual([400, 'diagnosis.judgement']);
  const none = await house.post('/api/v1/diagnoses/dgn_none/judgements', {
    judgement: 'confirmed',
    change: null,
  });
  expect(none.body.code).toBe('diagnosis.unknown');

  const list = await house.get('/api/v1/diagnoses?service=Checkout&limit=1');
  expect(list.body.diagnoses).toMatchObject([{ id: made.id, judgements: [{ by: 'person:ana' }] }]);
  expect((await house.get('/api/v1/diagnoses?service=cart')).body.diagnoses).toEqual([]);
  expect((await house.get('/api/v1/diagnoses?cursor=nonsense')).body.code).toBe('diagnosis.cursor');
});
