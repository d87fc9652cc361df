import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cloudEvents } from './cloudevents/index.ts';
import { github } from './github/index.ts';
import { readDelivery } from './reading.ts';
import type { Headers, Reader, Source } from './source.ts';

type Example = { readonly name: string; readonly examples: readonly unknown[] };
const corpus: readonly Example[] = createRequire(import.meta.url)('@octokit/webhooks-examples');
const payloads = corpus.flatMap(({ name, examples }) => examples.map((body) => ({ event: name, body })));

const receivedAt = new Date('2026-03-01T02:50:00.000Z');
const read = (reader: Reader, event: string, body: unknown, delivery = 'd-1') =>
  readDelivery(reader, { org: 1, delivery, event, receivedAt, body });

/** How each source's sender signs and names a delivery, and real payloads of its. A source without an entry fails below. */
type Sender = {
  readonly source: Source;
  readonly sign: (body: Buffer, secret: string) => Headers;
  readonly name: Headers;
  readonly payloads: readonly { readonly event: string; readonly body: unknown }[];
};
const senders: readonly Sender[] = [
  {
    source: github,
    sign: (body, secret) => ({
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    }),
    name: { 'x-github-event': 'push', 'x-github-delivery': 'd-1' },
    payloads,
  },
];

const cloudEventSamples = [
  { specversion: '1.0', id: 'e-1', source: '/s', type: 'com.example.it', data: { service: 'a' } },
  ...['service.deployed', 'pipelinerun.finished', 'incident.detected', 'change.merged', 'ticket.created'].map(
    (type) => ({
      specversion: '1.0',
      id: 'e-2',
      source: '/ci',
      type: `dev.cdevents.${type}.0.3.0`,
      data: {
        context: {
          id: 'e-2',
          source: '/ci',
          type: `dev.cdevents.${type}.0.3.0`,
          timestamp: '2026-02-28T12:00:00Z',
        },
        subject: {
          id: 'it',
          content: { environment: { id: 'prod' }, artifactId: 'pkg:oci/it@1', outcome: 'failure' },
        },
      },
    }),
  ),
].map((body) => ({ event: 'event', body: body as unknown }));

const readers: readonly { reader: Reader; payloads: Sender['payloads'] }[] = [
  ...senders.map(({ source, payloads: own }) => ({ reader: source, payloads: own })),
  { reader: cloudEvents, payloads: cloudEventSamples },
];

const body = Buffer.from('{"zen":"Keep it logically awesome."}');

describe.each(senders.map((it) => [it.source.name, it] as const))(
  '%s verifies',
  (_, { source, sign, name }) => {
    const judge = (bytes: Buffer, headers: Headers, secrets: readonly string[] = ['secret']) =>
      source.verify(bytes, headers, secrets, receivedAt);

    test('a right signature, by any of several secrets', () => {
      expect(judge(body, sign(body, 'secret'), ['other', 'secret'])).toBe('genuine');
    });

    test('nothing that was not signed', () => {
      expect(judge(body, {})).not.toBe('genuine');
      expect(judge(body, sign(body, 'other'))).not.toBe('genuine');
      expect(judge(body, sign(body, 'secret'), [])).not.toBe('genuine');
    });

    test('a body of which one bit was changed is forged', () => {
      const headers = sign(body, 'secret');
      fc.assert(
        fc.property(fc.nat(body.length - 1), fc.nat(7), (at, bit) => {
          const changed = Buffer.from(body);
          changed[at] = (changed[at] ?? 0) ^ (1 << bit);
          return judge(changed, headers) !== 'genuine';
        }),
      );
    });

    test('a body cut short is forged', () => {
      expect(judge(body.subarray(0, -1), sign(body, 'secret'))).not.toBe('genuine');
    });

    test('no header, whatever is in it, makes it throw', () => {
      const [header = ''] = Object.keys(sign(body, 'secret'));
      fc.assert(fc.property(fc.string(), (text) => judge(body, { [header]: text }) !== 'genuine'));
    });

    test('a body of 25 MB in well under the ten seconds that senders wait', () => {
      const large = Buffer.alloc(25 * 2 ** 20, 'a');
      const started = performance.now();
      expect(judge(large, sign(large, 'secret'))).toBe('genuine');
      expect(performance.now() - started).toBeLessThan(2000);
    });

    test('the delivery and its event are named, or it says so', () => {
      expect(source.identify(name, body)).toEqual({ delivery: 'd-1', event: 'push' });
      for (const header of Object.keys(name)) {
        expect(source.identify({ ...name, [header]: undefined }, body)).toBeNull();
        expect(source.identify({ ...name, [header]: ' ' }, body)).toBeNull();
      }
    });

    test('no header that proves anything is kept', () => {
      const proofs = [...Object.keys(sign(body, 'secret')), 'authorization', 'cookie', 'x-hub-signature'];
      expect(source.keeps.filter((header) => proofs.includes(header))).toEqual([]);
    });
  },
);

/** A payload with one part of it, anywhere, replaced by something else. */
const mutated = (own: Sender['payloads']) =>
  fc
    .tuple(fc.constantFrom(...own), fc.array(fc.nat(), { maxLength: 6 }), fc.oneof(fc.jsonValue(), hostile))
    .map(([{ event, body: whole }, path, other]) => {
      const copy: unknown = structuredClone(whole);
      let inner: unknown = copy;
      for (const [depth, step] of path.entries()) {
        if (typeof inner !== 'object' || inner === null) break;
        const names = Object.keys(inner);
        const name = names[step % Math.max(1, names.length)];
        if (name === undefined) break;
        const holder = inner as Record<string, unknown>;
        const next = holder[name];
        if (depth === path.length - 1 || typeof next !== 'object' || next === null) {
          holder[name] = other;
          break;
        }
        inner = next;
      }
      return { event, body: copy };
    });

const hostile = fc.constantFrom<unknown>(
  'a\0b',
  '\ud800',
  'javascript:alert(1)',
  'x'.repeat(100_000),
  '9999-99-99T99:99:99Z',
  '0000-01-01T00:00:00Z',
  '__proto__',
  'constructor',
  1e308,
  -1,
  [],
  {},
  null,
  JSON.parse('{"__proto__":{"a":1}}'),
  JSON.parse(`${'{"a":'.repeat(90)}1${'}'.repeat(90)}`),
);

describe.each(readers.map((it) => [it.reader.name, it] as const))(
  '%s reads',
  (_, { reader, payloads: own }) => {
    test('every payload it should, without failing', () => {
      for (const { event, body: payload } of own) {
        expect(read(reader, event, payload).why ?? '').not.toMatch(/failed|could not be kept/);
      }
    });

    test('the same delivery to the same observations and keys', () => {
      for (const { event, body: payload } of own) {
        expect(read(reader, event, structuredClone(payload))).toEqual(read(reader, event, payload));
      }
    });

    test('any JSON under any event name, without throwing', () => {
      const events = fc.oneof(fc.string(), fc.constantFrom(...own.map(({ event }) => event), '__proto__'));
      fc.assert(
        fc.property(events, fc.jsonValue(), (event, value) => {
          const reading = reader.map({ event, delivery: 'd-1', receivedAt, body: value });
          return reading.is === 'ignored' ? reading.why !== '' : reading.changes.length > 0;
        }),
      );
    });

    test('its own payloads with a part replaced by anything, without throwing, into what can be stored', () => {
      fc.assert(
        fc.property(mutated(own), ({ event, body: payload }) => {
          reader.map({ event, delivery: 'd-1', receivedAt, body: payload });
          const { observed, why } = read(reader, event, payload);
          const stored = JSON.stringify(observed);
          expect(stored).not.toMatch(/\\u0000|\\ud[89a-f]/);
          expect(stored.length).toBeLessThan(250_000);
          expect(observed.length > 0 || why !== null).toBe(true);
          for (const { observation } of observed) {
            expect(
              [...observation.links, observation.revert].filter((it) => it && !/^https?:/i.test(it.url)),
            ).toEqual([]);
          }
        }),
        { numRuns: 500 },
      );
    });
  },
);

test('every payload of @octokit/webhooks-examples is accepted', () => {
  const readings = payloads.map(({ event, body: payload }) => ({ event, ...read(github, event, payload) }));
  const count = (label: (it: (typeof readings)[number]) => string) =>
    Object.fromEntries(
      [...Map.groupBy(readings, label)].map(([name, list]): [string, number] => [name, list.length]).sort(),
    );
  expect(readings).toHaveLength(329);
  expect(count(({ observed }) => observed[0]?.observation.kind ?? 'ignored')).toEqual({
    deploy: 8,
    ignored: 310,
    other: 11,
  });
  expect(count(({ event, observed }) => (observed.length === 0 ? 'ignored' : event))).toEqual({
    deployment: 4,
    deployment_status: 4,
    ignored: 310,
    push: 2,
    release: 4,
    workflow_run: 5,
  });
});
