import { expect, test } from 'vitest';
import { intakeHouse, secret } from '../testing/intake-house.ts';
import { fixtureOf, readAs } from '../testing/sender.ts';
import { effx } from './index.ts';
import { sender } from './testing/sender.ts';

const fixture = (name: string) => fixtureOf<Record<string, unknown>>(sender, name).body;
const first = (body: unknown) => readAs(effx, 'event', body).observed[0];

test('effx’s own path is answered as effx answers it: 204, without a body', async () => {
  await using it = await intakeHouse({ source: effx });
  const send = (key: string) =>
    it.door.http.inject({
      method: 'POST',
      url: '/v2/events',
      headers: { 'x-effx-api-key': key, 'content-type': 'application/json' },
      payload: JSON.stringify(fixture('deploy')),
    });
  const { statusCode, body } = await send(secret);
  expect([statusCode, body]).toEqual([204, '']);
  expect((await send(secret)).statusCode).toBe(204);
  expect((await send('another')).statusCode).toBe(401);
  expect(await it.facts()).toMatchObject([{ data: { observation: { title: 'Deployed pricing v812' } } }]);
});

test('the same event in another spelling is the same change; at another time it is another', () => {
  const body = fixture('deploy');
  const respelled = Object.fromEntries(Object.entries(body).reverse());
  expect(first(respelled)?.change).toBe(first(body)?.change);
  expect(first({ ...body, timestamp_milliseconds: 1772333170001 })?.change).not.toBe(first(body)?.change);
});
