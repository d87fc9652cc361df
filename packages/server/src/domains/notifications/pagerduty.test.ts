import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { incidentOf } from '../../providers/pagerduty/incident.ts';
import { pagerduty } from '../../providers/pagerduty/index.ts';
import { type Answer, answered, webhookServer } from '../../providers/testing/webhook-server.ts';
import { diagnosed, notificationsHouse, suspect, until } from './testing/house.ts';

const token = 'sentinelOfPagerDuty00';

/** `GET` and `POST /incidents/{id}/notes`, as developer.pagerduty.com documents them. */
const scene = async () => {
  const stack = new AsyncDisposableStack();
  const notes: { id: string; content: string }[] = [];
  let loseNext = false;
  const answer: Answer = (response, { method, path, headers, body }) => {
    if (headers.authorization !== `Token token=${token}`) return answered(401)(response, undefined as never);
    if (path !== '/incidents/Q0V1PGR0VU2/notes') return answered(404)(response, undefined as never);
    if (method === 'GET') return answered(200, { notes })(response, undefined as never);
    if (headers['from'] !== 'ops@acme.example') return answered(400)(response, undefined as never);
    const note = { id: `N${notes.length + 1}`, ...(body as { note: { content: string } }).note };
    notes.push(note);
    if (!loseNext) return answered(200, { note })(response, undefined as never);
    loseNext = false;
    return response.destroy();
  };
  const server = stack.use(await webhookServer(answer));
  const database = stack.use(await testDatabase({ connections: 4 }));
  const provider = pagerduty({
    url: server.url,
    token,
    from: 'ops@acme.example',
    base: new URL('https://nightjar.example'),
    paceMs: 10,
  });
  const house = stack.use(await notificationsHouse(database, { providers: [provider] }));
  return {
    server,
    notes,
    house,
    lose: () => {
      loseNext = true;
    },
    told: (count: number) =>
      until(
        () => house.facts(['DiagnosisTold']),
        (facts) => facts.length === count,
      ),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
};

const incident = { source: 'pagerduty', key: 'shop.pagerduty.com/Q0V1PGR0VU2' };

test('a note on the incident, and a second one where another change is suspected first', async () => {
  await using it = await scene();
  const { house, notes } = it;
  house.alert('dgn_1', incident);
  const first = diagnosed('dgn_1');
  for (const round of [
    first,
    { ...first, round: 2, after: 1, suspects: [suspect(2)] },
    { ...first, round: 3, after: 5, suspects: [suspect(2), suspect(1)] },
    { ...first, round: 4, after: 15 },
  ]) {
    await house.made(round);
    await it.house.settled();
  }
  expect(notes).toHaveLength(2);
  expect(notes[0]?.content).toContain('1. Deploy pricing v811 (60 %): deploy of pricing, prod, by joey');
  expect(notes[0]?.content).toContain('https://nightjar.example/diagnoses/dgn_1');
  expect(notes[1]?.content).toContain('1. Deploy pricing v812');
});

test('a note whose answer was lost is found, and not written again', async () => {
  await using it = await scene();
  it.house.alert('dgn_1', incident);
  it.lose();
  await it.house.made(diagnosed('dgn_1'));
  await it.told(1);
  expect(it.notes).toHaveLength(1);
});

test('an alert of another sender gets none, unless it names an incident', async () => {
  await using it = await scene();
  it.house.alert('dgn_1');
  it.house.alert('dgn_2', {
    links: [{ label: 'incident', url: 'https://shop.pagerduty.com/incidents/Q0V1PGR0VU2' }],
  });
  await it.house.made(diagnosed('dgn_1'), diagnosed('dgn_2'));
  await it.told(1);
  await it.house.settled();
  expect(it.notes.map(({ content }) => content.split('\n').at(-1))).toEqual(['Nightjar dgn_2']);
  const alert = { id: 'a', source: 'grafana', key: 'k', title: 't', links: [], labels: {} };
  expect(
    incidentOf({
      ...alert,
      links: [{ label: 'x', url: 'https://pagerduty.com.evil.example/incidents/Q0V1PGR0VU2' }],
    }),
  ).toBeNull();
  expect(incidentOf({ ...alert, source: 'pagerduty', key: 'shop.pagerduty.com/../../users' })).toBeNull();
  expect(incidentOf({ ...alert, labels: { pagerduty_incident: 'Q0V1PGR0VU2' } })).toBe('Q0V1PGR0VU2');
});

test('a key that may not write is told, with what to do', async () => {
  await using it = await scene();
  it.house.alert('dgn_1', incident);
  it.server.answers.push(answered(403));
  await it.house.made(diagnosed('dgn_1'));
  await it.told(1);
  await it.house.settled();
  const facts = await it.house.facts(['PlaceTroubled', 'PlaceRecovered']);
  expect(facts).toMatchObject([{ data: { code: 'forbidden' } }, { data: { place: 'pagerduty' } }]);
  expect(JSON.stringify(facts) + it.house.logged()).not.toContain(token);
});
