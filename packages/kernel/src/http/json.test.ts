import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { parseJson } from './json.ts';
import { firstJsonFault } from './json-fault.ts';

const refusalOf = (text: string | Buffer): Refusal => {
  try {
    parseJson(Buffer.from(text as string));
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('every JSON text is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      fc.pre(!text.includes('__proto__'));
      expect(parseJson(Buffer.from(text))).toEqual(JSON.parse(text));
    }),
  );
});

test('a fault is found exactly where JSON.parse finds one', () => {
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', ':', '\\', '\n', '1', '-', 'e'))
    .map(([text, at, plant]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + plant + text.slice(place + 1);
    });
  fc.assert(
    fc.property(fc.oneof(broken, fc.string()), (text) => {
      expect(firstJsonFault(text) === null).toBe(parses(text));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['{"a":1,}', 7],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['{"a":tru}', 5],
  ['"open', 5],
  ['{} {}', 3],
  ['', 0],
  ['"\\x"', 1],
])('%s is refused at its offset', (text, offset) => {
  const refusal = refusalOf(text);
  expect(refusal.code).toBe('request.not-json');
  expect(refusal.where.offset).toBe(offset);
});

test('a refusal counts lines and never quotes the text', () => {
  const refusal = refusalOf('{\n  "password": "hunter2",\n  oops\n}');
  expect(refusal.message).toBe('Expected a key in double quotes at line 3, column 3.');
});

test('bytes that are not UTF-8 are refused', () => {
  expect(refusalOf(Buffer.from([0x22, 0xff, 0x22])).code).toBe('request.not-json');
});

test('a byte order mark is passed over', () => {
  expect(parseJson(Buffer.from('\ufeff{"a":1}'))).toEqual({ a: 1 });
});

test('a hundred levels are read, one more is refused before it is parsed', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  expect(parseJson(Buffer.from(nested(100)))).toBeInstanceOf(Array);
  expect(refusalOf(nested(101)).where.offset).toBe(100);
  expect(refusalOf('['.repeat(500_000)).code).toBe('request.too-deep');
});

test('brackets within strings are not levels', () => {
  const text = JSON.stringify({ a: '[{"\\'.repeat(300) });
  expect(parseJson(Buffer.from(text))).toEqual(JSON.parse(text));
});

test.each([
  ['{"a":{"__proto__":{"admin":true}}}', '/a/__proto__'],
  ['{"\\u005f_proto__":1}', '/__proto__'],
  ['[{"constructor":{"prototype":{}}}]', '/0/constructor/prototype'],
])('the poisoned key of %s is refused and pointed at', (text, pointer) => {
  expect(refusalOf(text)).toMatchObject({ code: 'request.poisoned', where: { pointer } });
});

test('the words alone are no poison', () => {
  const text = '{"message":"mend __proto__ and constructor.prototype","constructor":"Lego"}';
  expect(parseJson(Buffer.from(text))).toEqual(JSON.parse(text));
});
