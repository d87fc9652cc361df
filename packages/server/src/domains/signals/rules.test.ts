import { expect, test } from 'vitest';
import { rulesDecider, type SignalRules, setRule } from './decide.ts';
import type { SignalRule } from './events.ts';
import { setClock, signalHouse } from './testing/house.ts';

const latency = {
  signal: 'latency',
  stat: 'p99',
  kind: 'gauge',
  unit: 's',
  service: { label: 'job' },
  from: { is: 'query', url: 'http://127.0.0.1:9/', query: 'up' },
};

test('a rule is set, listed, set anew and removed; the same again changes nothing', async () => {
  await using house = await signalHouse({ clock: setClock(Date.UTC(2026, 2, 1, 12)) });
  const set = await house.setRule('pricing-latency', latency);
  expect(set.body.rule).toMatchObject({
    name: 'pricing-latency',
    environment: null,
    from: { is: 'query', url: 'http://127.0.0.1:9', everySeconds: 60 },
    setBy: 'token:test',
    state: null,
  });
  const again = await house.setRule('pricing-latency', latency);
  expect(again.body.position).toBe(set.body.position);
  await house.setRule('pricing-latency', { ...latency, stat: 'p50' });
  expect((await house.get('/api/v1/signals/rules')).rules).toMatchObject([{ stat: 'p50' }]);
  const path = '/api/v1/signals/rules/pricing-latency';
  expect((await house.ask('DELETE', path, undefined, 'read')).status).toBe(403);
  expect((await house.ask('PUT', path, latency, 'ingest')).status).toBe(403);
  expect((await house.ask('DELETE', path, undefined, 'admin')).status).toBe(200);
  expect((await house.ask('GET', path)).body.code).toBe('signal-rules.unknown');
  expect((await house.ask('DELETE', path, undefined, 'admin')).body.code).toBe('signal-rules.unknown');
});

test.each([
  [{ from: { ...latency.from, url: 'ftp://x' } }, '/from/url'],
  [{ from: { ...latency.from, url: 'http://ana:secret@prometheus/' } }, '/from/url'],
  [{ from: { ...latency.from, url: 'http://prometheus/?token=x' } }, '/from/url'],
  [{ from: { ...latency.from, query: ' ' } }, '/from/query'],
  [{ from: { ...latency.from, query: 'x'.repeat(4001) } }, '/from/query'],
  [{ from: { ...latency.from, everySeconds: 1 } }, '/from/everySeconds'],
  [{ from: { is: 'remote-write', metric: '' } }, '/from/metric'],
  [{ service: { label: 'a\0' } }, '/service/label'],
  [{ environment: { fixed: '\ud83d' } }, '/environment/fixed'],
])('%j is refused, and where', async (change, pointer) => {
  await using house = await signalHouse({ clock: setClock(Date.UTC(2026, 2, 1, 12)) });
  const { status, body } = await house.setRule('x', { ...latency, ...change });
  expect([status, body.code, body.pointer]).toEqual([400, 'signal-rules.form', pointer]);
  expect(JSON.stringify(body)).not.toContain('secret');
  expect((await house.setRule('Not a name', latency)).body.code).toBe('signal-rules.name');
});

test('there is an end to rules', () => {
  const rule = (name: string): SignalRule => ({
    name,
    signal: 'cpu',
    stat: null,
    kind: 'gauge',
    unit: null,
    service: { fixed: 'x' },
    environment: null,
    instance: null,
    peer: null,
    from: { is: 'remote-write', metric: 'cpu', labels: {} },
  });
  let rules: SignalRules = rulesDecider.initial;
  for (let n = 0; n < 200; n += 1) rules = setRule(rule(`r${n}`))(rules).reduce(rulesDecider.evolve, rules);
  expect(rules.size).toBe(200);
  expect(() => setRule(rule('one-more'))(rules)).toThrow('There are at most 200 rules.');
  expect(setRule({ ...rule('r1'), signal: 'memory' })(rules)).toHaveLength(1);
});
