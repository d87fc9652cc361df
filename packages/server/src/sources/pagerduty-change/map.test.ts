import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { routingDigest } from '../../change/redaction/rules.ts';
import { intakeHouse } from '../testing/intake-house.ts';
import { bodyIn, readAs } from '../testing/sender.ts';
import { pagerdutyChange } from './index.ts';
import { sender } from './testing/sender.ts';

const key = '0123456789abcdef0123456789abcdef';

const house = async () => {
  const it = await intakeHouse({ source: pagerdutyChange, secrets: [key] });
  const post = async (url: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await it.door.http.inject({ method: 'POST', url, headers, payload: JSON.stringify(body) });
    return { status: answer.statusCode, body: answer.json() };
  };
  return { it, post };
};

test('PagerDuty’s clients get PagerDuty’s answers at PagerDuty’s paths, and the key is kept nowhere', async () => {
  const { it, post } = await house();
  await using _ = it;
  const change = { routing_key: key, payload: { summary: 'Deploy pricing v812' } };
  expect(await post('/v2/change/enqueue', change)).toEqual({
    status: 202,
    body: { status: 'success', message: 'Change event processed' },
  });
  const trigger = {
    ...change,
    event_action: 'trigger',
    payload: { ...change.payload, severity: 'error', source: 'a' },
  };
  const named = await post('/v2/enqueue', { ...trigger, dedup_key: 'disk/db-3' });
  expect(named.body).toEqual({ status: 'success', message: 'Event processed', dedup_key: 'disk/db-3' });
  const { dedup_key } = (await post('/v2/enqueue', trigger)).body;
  await post('/v2/enqueue', { routing_key: key, event_action: 'resolve', dedup_key });
  const streams = (await it.facts()).map(({ stream }) => stream);
  expect(streams[2]).toBe(streams[3]);
  expect((await post('/v2/change/enqueue', { ...change, routing_key: `${key}0` })).status).toBe(401);
  const kept = await it.database.many<{ text: string }>(
    sql`select to_jsonb(e)::text as text from nightjar.event e union all select to_jsonb(r)::text from nightjar.raw r`,
  );
  expect(JSON.stringify(kept)).not.toContain(key);
  expect(it.door.logged()).not.toContain(key);
});

const identity = (body: object, receivedAt: string) =>
  pagerdutyChange.identify({}, Buffer.from(JSON.stringify(body)), body, new Date(receivedAt))?.delivery;

test('the same words again are the same event within a minute, and the next deploy after that', () => {
  const bare = { routing_key: key, payload: { summary: 'Deploy pricing' } };
  const dated = { ...bare, payload: { ...bare.payload, timestamp: '2026-03-01T02:46:10.315+0000' } };
  const [now, soon, later] = ['2026-03-01T02:46:10Z', '2026-03-01T02:46:40Z', '2026-03-02T02:46:10Z'];
  expect(identity(bare, now)).toBe(identity(bare, soon));
  expect(identity(bare, now)).not.toBe(identity(bare, later));
  expect(identity(dated, now)).toBe(identity(dated, later));
  const keys = [now, later].map(
    (at) => readAs(pagerdutyChange, 'change', bare, identity(bare, at)).observed[0]?.change,
  );
  expect(new Set(keys).size).toBe(2);
});

test('what is done about an alert is about the one alert; the same name of another integration is another', () => {
  const ids = ['trigger', 'acknowledge', 'resolve'].map((name) => {
    const body = bodyIn(sender, name);
    return readAs(pagerdutyChange, name, body).alerts[0]?.alert;
  });
  expect(new Set(ids).size).toBe(1);
  const other = { ...Object(bodyIn(sender, 'resolve')), routing_key: `${key}0` };
  expect(readAs(pagerdutyChange, 'resolve', other).alerts[0]?.alert).not.toBe(ids[0]);
});

test('a trigger that comes again with the same words after a resolve is heard', () => {
  const trigger = { routing_key: key, event_action: 'trigger', dedup_key: 'a', payload: { summary: 'Down' } };
  const at = (second: number) => identity(trigger, `2026-03-01T02:46:0${second}Z`);
  expect(at(1)).toBe(at(1));
  expect(at(1)).not.toBe(at(4));
});

test('the integration is told to the catalog by a digest, whether its key was redacted before or not', () => {
  const hints = (routing_key: string) =>
    pagerdutyChange.map({
      event: 'change',
      delivery: 'd',
      receivedAt: new Date(0),
      body: { routing_key, payload: { summary: 'Deploy pricing' } },
    });
  const hint = { join: 'pagerduty-key', value: routingDigest(key) };
  expect(hints(key)).toMatchObject({ changes: [{ hints: [hint] }] });
  expect(hints(`[redacted:routing-key:${routingDigest(key)}]`)).toEqual(hints(key));
});
