import { HTTP, CloudEvent as Oracle } from 'cloudevents';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Message, readMessage } from './http-message.ts';

const structured = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
const plain = { specversion: '1.0', id: 'e-1', source: '/shop', type: 'com.example.ordered' };
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const eventsOf = (message: Message) => (message.is === 'events' ? message.events : message);

test('a structured event is read, null attributes count as absent', () => {
  expect(readMessage(structured, json({ ...plain, subject: null, data: { a: 1 } }))).toEqual({
    is: 'events',
    mode: 'structured',
    events: [{ ...plain, data: { a: 1 } }],
  });
});

test.each([
  [{ ...plain, id: '' }, '/id'],
  [{ ...plain, source: undefined }, '/source'],
  [{ ...plain, type: 7 }, '/type'],
  [{ ...plain, specversion: '0.3' }, '/specversion'],
  [{ ...plain, subject: '' }, '/subject'],
  [{ ...plain, time: 'noon' }, '/time'],
  [{ ...plain, data_base64: 'not base64!' }, '/data_base64'],
  [{ ...plain, data_base64: 'AA==', data: 1 }, '/data_base64'],
  [[plain], ''],
  ['text', ''],
])('%j is refused at %s', (event, pointer) => {
  expect(readMessage(structured, json(event))).toMatchObject({ is: 'invalid', pointer });
});

test('a batch is read whole or refused with the place of the event that is wrong', () => {
  const batch = { 'content-type': 'application/cloudevents-batch+json' };
  expect(readMessage(batch, json([plain, { ...plain, id: 'e-2' }]))).toMatchObject({
    mode: 'batch',
    events: [{ id: 'e-1' }, { id: 'e-2' }],
  });
  expect(readMessage(batch, json([]))).toMatchObject({ is: 'events', events: [] });
  expect(readMessage(batch, json([plain, { ...plain, id: 1 }]))).toMatchObject({ pointer: '/1/id' });
  expect(readMessage(batch, json(plain))).toMatchObject({ is: 'invalid', pointer: '' });
});

const binary = {
  'ce-specversion': '1.0',
  'ce-id': 'e-1',
  'ce-source': '/shop',
  'ce-type': 'com.example.ordered',
};

test.each([
  ['application/json', '{"a":1}', { data: { a: 1 } }],
  ['application/json', '0', { data: 0 }],
  ['application/json', 'null', { data: null }],
  ['application/vnd.shop+json', '[]', { data: [] }],
  ['text/plain', 'hello', { data: 'hello' }],
  ['application/octet-stream', 'ab', { data_base64: 'YWI=' }],
])('a binary event with data of %s: %s', (type, body, data) => {
  const message = readMessage({ ...binary, 'content-type': type }, Buffer.from(body));
  expect(message).toEqual({
    is: 'events',
    mode: 'binary',
    events: [{ ...plain, datacontenttype: type, ...data }],
  });
});

test('headers are unquoted and percent-decoded once', () => {
  const message = readMessage({ ...binary, 'ce-subject': '"M%C3%BCller \\"100%2525\\""' }, Buffer.alloc(0));
  expect(eventsOf(message)).toMatchObject([{ subject: 'Müller "100%25"' }]);
});

test('a data attribute cannot be slipped in by a header', () => {
  const message = readMessage({ ...binary, 'ce-data': 'x', 'ce-data_base64': 'x' }, Buffer.alloc(0));
  expect(eventsOf(message)).toEqual([plain]);
});

test.each([
  [{ 'content-type': 'application/cloudevents+avro' }, 'unsupported'],
  [{ 'content-type': 'text/plain' }, 'unsupported'],
  [{}, 'unsupported'],
  [{ 'content-type': 'application/json' }, 'invalid'],
  [{ ...binary, 'ce-id': undefined }, 'invalid'],
  [{ ...binary, 'ce-source': '' }, 'invalid'],
])('%j is %s', (headers, is) => {
  expect(readMessage(headers, Buffer.from('{"a":1}')).is).toBe(is);
});

test.each([
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
  ['UTF-16', Buffer.from(JSON.stringify(plain), 'utf16le')],
  ['half an event', Buffer.from('{"specversion":')],
  ['nothing', Buffer.alloc(0)],
])('%s is refused as no JSON', (_, body) => {
  expect(() => readMessage(structured, body)).toThrow(expect.objectContaining({ code: 'request.not-json' }));
});

test('application/json that holds a CloudEvent, a list of them or a bare CDEvent is read', () => {
  const loose = { 'content-type': 'application/json' };
  const bare = {
    context: {
      id: 'c-1',
      source: '/ci',
      type: 'dev.cdevents.build.started.0.3.0',
      timestamp: '2026-03-01T00:00:00Z',
    },
    subject: { id: 'b-1', content: {} },
  };
  expect(eventsOf(readMessage(loose, json(plain)))).toEqual([plain]);
  expect(eventsOf(readMessage(loose, json([plain])))).toEqual([plain]);
  expect(eventsOf(readMessage(loose, json(bare)))).toMatchObject([
    { id: 'c-1', source: '/ci', subject: 'b-1' },
  ]);
});

test('what npm cloudevents writes, structured or binary, is read as it was meant', () => {
  const text = fc.string({ minLength: 1, unit: fc.constantFrom('a', 'Z', '7', '/', ':', '-', '.') });
  const event = fc.record({
    id: text,
    type: text,
    source: text.map((it) => `/${it}`),
    subject: text,
    data: fc.dictionary(text, fc.oneof(fc.string(), fc.integer(), fc.boolean())),
  });
  fc.assert(
    fc.property(event, ({ data, ...attributes }) => {
      const written = new Oracle({ ...attributes, data, time: '2026-03-01T02:46:10.000Z' });
      for (const message of [HTTP.structured(written), HTTP.binary(written)]) {
        const headers = message.headers as Record<string, string>;
        const read = eventsOf(readMessage(headers, Buffer.from(String(message.body))));
        expect(read).toMatchObject([{ ...attributes, data, time: '2026-03-01T02:46:10.000Z' }]);
      }
    }),
    { numRuns: 50 },
  );
});
