import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { expect, test } from 'vitest';
import { Malformed } from '../../../../telemetry/malformed.ts';
import { jsonRequest, protobufRequest, type TestResource } from '../testing/encode.ts';
import { readJson } from './json.ts';
import { readProtobuf } from './protobuf.ts';
import { resourceAttributes, spanAttributes } from './span.ts';

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((it) => Buffer.from(it).toString('hex'));
const nanos = fc.bigInt(0n, 2n ** 63n - 1n).map(String);
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }).map((it) => it.toWellFormed()),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((it) => !Number.isInteger(it)),
);
const attributes = (names: ReadonlySet<string>) =>
  fc.dictionary(fc.constantFrom(...names, 'http.route', 'x'), value, { maxKeys: 6 });

const span = fc.record(
  {
    traceId: fc.oneof({ weight: 9, arbitrary: hex(16) }, fc.constant('00'.repeat(16)), hex(3)),
    spanId: fc.oneof({ weight: 9, arbitrary: hex(8) }, fc.constant('')),
    parentSpanId: fc.oneof(hex(8), fc.constant(''), hex(5)),
    kind: fc.integer({ min: 0, max: 7 }),
    start: nanos,
    end: nanos,
    status: fc.constantFrom(0, 1, 2),
    attributes: attributes(spanAttributes),
  },
  { requiredKeys: ['traceId', 'spanId', 'kind', 'start', 'end'] },
);
const requests: fc.Arbitrary<TestResource[]> = fc.array(
  fc.record({ resource: attributes(resourceAttributes), spans: fc.array(span, { maxLength: 5 }) }),
  { maxLength: 4 },
);

test('the same request reads the same in JSON and in protobuf', () => {
  fc.assert(
    fc.property(requests, (resources) => {
      const fromJson = [...readJson(JSON.parse(JSON.stringify(jsonRequest(resources))))];
      expect([...readProtobuf(protobufRequest(resources))]).toEqual(fromJson);
    }),
  );
});

test('protobuf that is cut or changed is read or refused as malformed, never anything else', () => {
  let refused = 0;
  fc.assert(
    fc.property(requests, fc.array(fc.tuple(fc.nat(), fc.nat(255))), fc.nat(), (resources, changes, cut) => {
      const body = protobufRequest(resources);
      for (const [at, byte] of changes) if (body.length > 0) body[at % body.length] = byte;
      try {
        for (const batch of readProtobuf(body.subarray(0, body.length - (cut % (body.length + 1))))) {
          expect(batch.spans.every((it) => it.traceId.length === 16 && it.spanId.length === 8)).toBe(true);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(Malformed);
        refused += 1;
      }
    }),
    { numRuns: 500 },
  );
  expect(refused).toBeGreaterThan(50);
});

test('JSON of any shape is read or refused as malformed', () => {
  const wild = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom(null, 1, '', 'x', true),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'resourceSpans',
          'resource',
          'attributes',
          'scopeSpans',
          'spans',
          'kind',
          'value',
          'key',
        ),
        tie('node'),
        { maxKeys: 4 },
      ),
    ),
  }));
  fc.assert(
    fc.property(wild.node, (body) => {
      try {
        for (const _ of readJson({
          resourceSpans: [{ resource: body, scopeSpans: [{ spans: body }] }, body],
        }));
      } catch (error) {
        expect(error).toBeInstanceOf(Malformed);
      }
    }),
  );
});

test('enums by name, times as numbers, ids in capitals and null for nothing are understood in JSON', () => {
  const [batch] = readJson({
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'a' } }, null, { key: 7 }] },
        scopeSpans: [
          {
            spans: [
              {
                traceId: '5B8EFFF798038103D269B633813FC60C',
                spanId: 'EEE19B7EC3C1B174',
                parentSpanId: null,
                kind: 'SPAN_KIND_CLIENT',
                startTimeUnixNano: 1_544_712_660_000_000_000,
                endTimeUnixNano: '1544712660250000000',
                status: { code: 'STATUS_CODE_ERROR' },
                unheardOf: { a: [1] },
              },
            ],
          },
        ],
      },
      { resource: null, scopeSpans: null },
    ],
  });
  expect(batch).toMatchObject({
    resource: { 'service.name': 'a' },
    spans: [
      {
        kind: 'client',
        parentId: '',
        failed: true,
        startMs: 1_544_712_660_000,
        durationMs: expect.closeTo(250, 3),
      },
    ],
  });
});

test('fields and wire types that are not known are skipped in protobuf', () => {
  const pbf = new PbfWriter();
  pbf.writeStringField(900, 'from the future');
  pbf.writeVarintField(1, 5);
  pbf.writeMessage(
    1,
    (_, resource) => {
      resource.writeDoubleField(77, 1);
      resource.writeStringField(3, 'https://opentelemetry.io/schemas/1.40.0');
      resource.writeVarintField(2, 9);
    },
    null,
  );
  expect([...readProtobuf(Buffer.from(pbf.finish()))]).toEqual([
    { resource: {}, spans: [], internal: 0, malformed: 0 },
  ]);
});

test('a field of a span with another wire type than its own is skipped, whatever it holds', () => {
  const pbf = new PbfWriter();
  const span = (_: unknown, it: PbfWriter): void => {
    it.writeBytesField(1, Buffer.alloc(16, 1));
    it.writeBytesField(2, Buffer.alloc(8, 2));
    it.writeVarintField(6, 3);
    it.writeVarintField(7, 300);
    it.writeVarintField(8, 300);
    it.writeStringField(15, '');
    it.writeVarintField(4, 1);
    it.writeVarintField(9, 1);
  };
  pbf.writeMessage(
    1,
    (_, it) => it.writeMessage(2, (__, scope) => scope.writeMessage(2, span, null), null),
    null,
  );
  const [batch] = readProtobuf(Buffer.from(pbf.finish()));
  expect(batch?.spans).toMatchObject([{ kind: 'client', parentId: '', startMs: 0, durationMs: 0 }]);
});
