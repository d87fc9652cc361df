import { expect, test } from 'vitest';
import { restClient } from '../../discovery/rest-client.ts';
import { pagerduty as reader } from '../../sources/pagerduty/index.ts';
import { enemies, fetchShortly } from '../testing/enemies.ts';
import { reconcileHouse, sentinel } from '../testing/house.ts';
import { meets } from '../testing/meets.ts';
import { instead, type VendorServer, vendorServer } from '../testing/vendor-server.ts';
import { eventIn } from './body.ts';
import { pagerduty } from './index.ts';

type Entry = { readonly id: string; readonly type: string; readonly created_at: string };

const entry = (id: string, type: string, created_at: string, incident: object | null = { id: 'P1' }) => ({
  id,
  type,
  created_at,
  agent: { type: 'user_reference', summary: 'Ada' },
  incident:
    incident === null
      ? null
      : {
          type: 'incident',
          status: 'resolved',
          incident_number: 12,
          title: 'Checkout is slow',
          incident_key: 'k-1',
          html_url: 'https://acme.pagerduty.com/incidents/P1',
          created_at: '2026-03-01T10:00:00Z',
          service: { id: 'S1', summary: 'checkout', type: 'service_reference' },
          assignments: [{ assignee: { id: 'U1', summary: 'Ada' } }],
          urgency: 'high',
          ...incident,
        },
});

/** developer.pagerduty.com, "List log entries": newest first, classic pagination with `more`. */
const logEntries = (entries: readonly Entry[]) =>
  vendorServer(
    ({ headers }) =>
      headers.authorization === `Token token=${sentinel}` &&
      headers.accept === 'application/vnd.pagerduty+json;version=2',
    ({ pathname, searchParams: asked }) => {
      if (pathname !== '/log_entries') return { status: 404, body: {} };
      const [since, until] = [asked.get('since') ?? '', asked.get('until') ?? ''].map((it) => Date.parse(it));
      const [limit, offset] = [Number(asked.get('limit')), Number(asked.get('offset'))];
      if (limit + offset > 10_000) return { status: 400, body: {} };
      const all = entries
        .filter(({ created_at: at }) => !(Date.parse(at) < (since ?? 0)) && !(Date.parse(at) > (until ?? 0)))
        .sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
      return {
        body: {
          log_entries: all.slice(offset, offset + limit),
          limit,
          offset,
          more: all.length > offset + limit,
        },
      };
    },
  );

const open = (server: VendorServer, token = sentinel) =>
  pagerduty({
    url: server.url,
    client: restClient({
      base: server.url,
      headers: {
        authorization: `Token token=${token}`,
        accept: 'application/vnd.pagerduty+json;version=2',
      },
      fetch: fetchShortly,
      patienceSeconds: 5,
      secondMs: 5,
    }),
    everyMs: 300_000,
  });

const incident = [
  entry('R1', 'trigger_log_entry', '2026-03-01T10:00:00Z'),
  entry('R2', 'notify_log_entry', '2026-03-01T10:00:05Z'),
  entry('R3', 'acknowledge_log_entry', '2026-03-01T10:02:00Z'),
  entry('R4', 'resolve_log_entry', '2026-03-01T10:30:00Z'),
  entry('R5', 'trigger_log_entry', 'soon'),
  entry('R6', 'trigger_log_entry', '2026-03-01T10:31:00Z', null),
];

enemies({
  server: () => logEntries(incident),
  reconciler: open,
  reader,
  limit: { 'ratelimit-limit': '960', 'ratelimit-remaining': '0', 'ratelimit-reset': '3000' },
});

const payments = {
  id: 'Q0V1PGR0VU2',
  html_url: 'https://shop.pagerduty.com/incidents/Q0V1PGR0VU2',
  incident_number: 1841,
};
meets({
  server: () =>
    logEntries([
      entry('L1', 'trigger_log_entry', '2026-03-01T02:42:00Z', payments),
      entry('L4', 'resolve_log_entry', '2026-03-01T02:49:10Z', payments),
    ]),
  reconciler: open,
  reader,
  sent: ['incident.triggered', 'incident.resolved'],
});

test('the log entries of an incident are the events of its webhooks', async () => {
  await using server = await logEntries(incident);
  await using it = await reconcileHouse(open(server), { reader });
  await it.look();
  expect(await it.told()).toEqual([
    'alert firing 2026-03-01T10:00:00.000Z',
    'alert acknowledged 2026-03-01T10:02:00.000Z',
    'alert resolved 2026-03-01T10:30:00.000Z',
  ]);
});

test('an incident is told as it stood then, not as it stands', () => {
  const { body, delivery } = eventIn(incident[0]) ?? {};
  expect(delivery).toBe('poll:R1');
  expect(body).toMatchObject({
    event: {
      event_type: 'incident.triggered',
      occurred_at: '2026-03-01T10:00:00.000Z',
      data: { id: 'P1', number: 12, status: 'triggered', service: { summary: 'checkout' } },
    },
  });
});

test('what does not fit into one look is read from its beginning', async () => {
  const many = Array.from({ length: 2500 }, (_, n) =>
    entry(
      `R${n}`,
      'trigger_log_entry',
      new Date(Date.parse('2026-02-28T13:00:00Z') + n * 20_000).toISOString(),
      {
        id: `P${n}`,
      },
    ),
  );
  await using server = await logEntries(many);
  const { run } = open(server);
  const from = new Date('2026-02-28T12:00:00Z');
  const to = new Date('2026-03-01T12:00:00Z');
  const signal = new AbortController().signal;
  const { fetched, upTo } = await run({ from, to, signal } as Parameters<typeof run>[0]);
  expect(upTo.toISOString(), 'half of it').toBe('2026-03-01T00:00:00.000Z');
  expect(fetched).toHaveLength(11 * 180 + 1);
});

test('pages that never end are a lie', async () => {
  await using server = await logEntries([]);
  server.mischief(instead(200, JSON.stringify({ log_entries: incident, more: true })));
  await using it = await reconcileHouse(open(server), { reader });
  await it.look();
  expect(await it.state()).toMatchObject({ state: 'unreachable', why: expect.stringContaining('in a ring') });
  expect(server.asked.length).toBeLessThan(6);
});
