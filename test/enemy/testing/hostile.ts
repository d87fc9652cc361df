import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';

/** Texts and values that have broken somebody's program before. */
const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\ufffe',
  '\u202e',
  '__proto__',
  'constructor',
  'prototype',
  "'; drop table nightjar.event; --",
  '\u001e',
  '\r\nSet-Cookie: a=b',
  '$'.concat('{process.exit(1)}'),
  '%00',
  'a'.repeat(5000),
  '🐢'.repeat(700),
  'NaN',
  'javascript:alert(1)',
  'http://[::1',
  '1e400',
  'null',
  '{"a":1}',
];
const times = [
  '2026-03-01T02:46:10Z',
  '2026-13-45T99:99:99Z',
  '0000-00-00T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:60Z',
  '+275760-09-13T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '4714-11-24 BC',
  'infinity',
  'now',
  '2026-03-01',
  '2026-02-30T00:00:00+99:99',
  '1e20',
];
const numbers = [0, -0, -1, 1e308, 5e-324, 2 ** 53, -(2 ** 63), 2 ** 31, 1.5, 1e21];

const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

const anyValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...texts) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...times) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...numbers) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, true, [], {}, [[]], [null], { name: null }) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 99 }).map(deep) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 50 }) },
);

const fieldsOf = (sound: Readonly<Record<string, unknown>>) =>
  fc
    .tuple(
      fc.dictionary(fc.constantFrom(...Object.keys(sound)), anyValue, { maxKeys: 3 }),
      fc.dictionary(fc.oneof(fc.constantFrom(...texts), fc.string()), anyValue, { maxKeys: 2 }),
    )
    .map(([changed, more]) => ({ ...sound, ...changed, ...more }));

/** Reports of changes of which a few fields are wrong, and some are of no known name. */
export const reports = fieldsOf({
  source: 'enemy',
  key: 'k',
  kind: 'deploy',
  phase: 'finished',
  at: '2026-03-01T02:46:10Z',
  title: 'Deploy',
  services: ['pricing'],
  environment: 'prod',
  actor: { name: 'joey', kind: 'human', onBehalfOf: null },
  version: 'v1',
  previousVersion: 'v0',
  links: [{ label: 'pipeline', url: 'https://example.com' }],
  revert: { label: 'back', url: 'https://example.com' },
  summary: 's',
  tags: { team: 'money' },
  extra: {},
});

const soundEvents = fieldsOf({
  specversion: '1.0',
  id: 'e1',
  source: '/enemy',
  type: 'dev.cdevents.service.deployed.0.2.0',
  time: '2026-03-01T02:46:10Z',
  subject: 's',
  datacontenttype: 'application/json',
  dataschema: 'https://example.com/schema',
  data: { context: { id: 'x' }, subject: { id: 'y', content: {} } },
});

/** CloudEvents, most of them with an id of their own. */
export const events = fc
  .tuple(soundEvents, fc.option(fc.uuid(), { freq: 4 }))
  .map(([event, id]) => (id === null ? event : { ...event, id }));

/** JSON texts that no object of JavaScript could be printed as. */
export const strangeJson = [
  '{"title":"a","title":"b","kind":"deploy","services":["x"]}',
  '{"__proto__":{"polluted":true},"title":"a","services":["x"]}',
  '{"constructor":{"prototype":{"polluted":true}},"title":"a","services":["x"]}',
  '{"title":"\\u0000","services":["x"]}',
  '{"title":"\\ud800","services":["\\udc00"]}',
  '{"title":1e999,"services":["x"]}',
  `{"title":"n","services":["x"],"extra":{"n":${'9'.repeat(4000)}}}`,
  '[',
  '{"a":',
  'nul',
  "{'a':1}",
  '\ufeff{"title":"bom","services":["x"]}',
  `${'['.repeat(200)}${']'.repeat(200)}`,
  '{"a":'.repeat(100_000),
  `{${Array.from({ length: 10_000 }, (_, n) => `"f${n}":${n}`).join(',')},"title":"10k","services":["x"]}`,
  `{"title":"wide","services":[${Array.from({ length: 20_000 }, (_, n) => `"s${n}"`).join(',')}]}`,
  `{"title":"tags","services":["x"],"tags":{${Array.from({ length: 10_000 }, (_, n) => `"t${n}":"v"`).join(',')}}}`,
  `{"title":"long key","services":["x"],"source":"s","key":"${'k'.repeat(9000)}"}`,
  `[${'{},'.repeat(5000)}{}]`,
  `"${'x'.repeat(1_900_000)}"`,
  '',
  ' ',
  '\u0000',
];

const mangled = (bytes: Buffer, at: number, by: number): Buffer => {
  if (bytes.length === 0) return bytes;
  const copy = Buffer.from(bytes);
  copy[at % copy.length] = by;
  return by % 3 === 0 ? copy.subarray(0, at % copy.length) : copy;
};

const sizes = fc.tuple(fc.nat(5000), fc.nat(255));

/** Mostly the ordinary case, so that what is strange gets past the first guard: one in three is another of `rest`. */
export const mostly = <Value>(usual: Value, rest: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...rest) });

/** The bytes of a body around values of the kind given: whole, several, as lines, in another encoding, damaged. */
export const bodiesOf = (values: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 9, arbitrary: values.map((it) => Buffer.from(JSON.stringify(it) ?? '')) },
    {
      weight: 2,
      arbitrary: fc.array(values, { maxLength: 5 }).map((it) => Buffer.from(JSON.stringify(it))),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(values, { maxLength: 5 })
        .map((it) => Buffer.from(it.map((one) => JSON.stringify(one)).join('\n'))),
    },
    { weight: 2, arbitrary: fc.constantFrom(...strangeJson).map((it) => Buffer.from(it)) },
    { weight: 1, arbitrary: values.map((it) => Buffer.from(JSON.stringify(it) ?? '', 'utf16le')) },
    { weight: 1, arbitrary: values.map((it) => Buffer.from(JSON.stringify(it) ?? '', 'latin1')) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(values, sizes)
        .map(([it, [at, by]]) => mangled(Buffer.from(JSON.stringify(it) ?? ''), at, by)),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((it) => Buffer.from(it)) },
  );

const bomb = Buffer.alloc(200_000_000);
/** A few hundred kilobytes that would be 200 megabytes. */
const bombs = { gzip: gzipSync(bomb), deflate: deflateSync(bomb), zstd: zstdCompressSync(bomb) };

export const packings = [
  'identity',
  'gzip',
  'deflate',
  'br',
  'zstd',
  'gzip, gzip',
  'none',
  'bomb',
  'lie',
] as const;

/** The body as it travels, and the Content-Encoding it claims. */
export const packed = (
  body: Buffer,
  packing: (typeof packings)[number],
): { body: Buffer; encoding?: string } => {
  switch (packing) {
    case 'gzip':
      return { body: gzipSync(body), encoding: 'gzip' };
    case 'deflate':
      return { body: deflateSync(body), encoding: 'deflate' };
    case 'br':
      return { body: brotliCompressSync(body), encoding: 'br' };
    case 'zstd':
      return { body: zstdCompressSync(body), encoding: 'zstd' };
    case 'gzip, gzip':
      return { body: gzipSync(gzipSync(body)), encoding: 'gzip, gzip' };
    case 'bomb': {
      const kinds = Object.entries(bombs);
      const [encoding, bytes] = kinds[body.length % kinds.length] ?? ['gzip', bombs.gzip];
      return { body: bytes, encoding };
    }
    case 'lie':
      return { body, encoding: 'gzip' };
    case 'identity':
      return { body, encoding: 'identity' };
    case 'none':
      return { body };
  }
};

/** What may stand in a query string or a path: encoded soundly, and not. Infinite numbers have a test of their own. */
export const pieces = fc.oneof(
  fc
    .constantFrom(...texts.filter((it) => it !== '1e400'), ...times, ...numbers.map(String))
    .map((it) => encodeURIComponent(it.toWellFormed())),
  fc.constantFrom(
    '%',
    '%zz',
    '%c0%af',
    '%ed%a0%80',
    '..%2f..',
    '[]',
    '[__proto__]',
    '&&',
    '=',
    '+',
    ';',
    '#'.repeat(3),
  ),
  fc.string({ unit: 'binary', maxLength: 60 }).map((it) => encodeURIComponent(it.toWellFormed())),
  fc
    .array(
      fc.constantFrom(
        'service:',
        'env:',
        '-',
        '"',
        '(',
        ')',
        'OR',
        'kind:deploy',
        'after:-2h',
        'before:',
        '*',
        ':',
        ',',
        'a',
        '\\',
        '>',
        '..',
      ),
      { maxLength: 40 },
    )
    .map((it) => encodeURIComponent(it.join(' '))),
);
