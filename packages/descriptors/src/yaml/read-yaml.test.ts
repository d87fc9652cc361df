import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { maxBytes, maxDocuments } from './limits.ts';
import { readYaml } from './read-yaml.ts';
import { schema } from './schema.ts';

const read = (text: string) => {
  const stream = readYaml(text, 'f.yaml');
  if (stream.is === 'refused') throw new Error(stream.fault.says);
  return stream.documents;
};
const values = (text: string) =>
  read(text).map((document) => (document.is === 'parsed' ? document.value : document.fault.says));
const fault = (text: string) => {
  const document = read(text).find((each) => each.is === 'refused');
  return document?.is === 'refused' ? document.fault : undefined;
};

test('a broken document among twenty is refused with its line, and nineteen are kept', () => {
  const documents = Array.from({ length: 20 }, (_, n) =>
    n === 7 ? 'a: "never closed\nb: 1\n' : `n: ${n}\n`,
  );
  const all = read(documents.join('---\n'));
  expect(all.filter((document) => document.is === 'parsed').map((document) => document.value)).toEqual(
    Array.from({ length: 20 }, (_, n) => ({ n })).filter(({ n }) => n !== 7),
  );
  // The quote is missed on the last line of its document.
  expect(all[7]).toMatchObject({ is: 'refused', fault: { code: 'yaml', place: 'f.yaml', line: 16 } });
});

test('documents end where YAML ends them: at column 0, and nowhere else', () => {
  expect(values('a: |\n  ---\n  ...\nb: " --- "\n--- # two\nc: 1\n...\n# three\nd: ---x\n')).toEqual([
    { a: '---\n...\n', b: ' --- ' },
    { c: 1 },
    { d: '---x' },
  ]);
  expect(values('%YAML 1.2\n---\na: 1\n...\n%YAML 1.2\n---\nb: 1\n')).toEqual([{ a: 1 }, { b: 1 }]);
  expect(values('--- {a: 1}\n---\n---\n# nothing\n---\r\nb: 1\r\n--- \n')).toEqual([{ a: 1 }, { b: 1 }]);
  expect(values('')).toEqual([]);
});

test('splitting finds the same documents as the parser does in one go', () => {
  const piece = fc.constantFrom(
    '---\n',
    '...\n',
    'a: 1\n',
    '  b\n',
    '# c\n',
    '- x\n',
    '\n',
    '--- y\n',
    '---z\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      let expected: unknown[];
      try {
        expected = loadAll(text, { schema });
      } catch {
        return; // Broken somewhere: then one by one they may still be whole.
      }
      expect(values(text)).toEqual(expected.filter((value) => value !== null && value !== undefined));
    }),
    { numRuns: 2000 },
  );
});

test('lines and columns are those of the file, with a byte order mark, CRLF or tabs', () => {
  expect(fault('\uFEFFa: 1\r\n---\r\nb:\r\n\t- c\r\n')).toMatchObject({ code: 'yaml', line: 4, column: 1 });
  expect(read('\uFEFFa: 1\n').map((document) => document.is === 'parsed' && document.line)).toEqual([1]);
});

test('a key said twice is refused where it is said again', () => {
  expect(fault('a: 1\nb: 2\na: 3\n')).toMatchObject({ code: 'yaml', line: 3, column: 1 });
});

test('numbers are keys as they are written in JSON; lists, maps and __proto__ are none', () => {
  expect(values('200: ok\ntrue: yes\n')).toEqual([{ '200': 'ok', true: 'yes' }]);
  expect(fault('? [a]\n: 1\n')).toMatchObject({ line: 1, says: 'A list or map cannot be a key.' });
  expect(fault('a:\n  __proto__: {admin: true}\n')).toMatchObject({ code: 'yaml', line: 2, column: 3 });
  expect(values('constructor: 1\ntoString: 2\n')).toEqual([{ constructor: 1, toString: 2 }]);
});

test('words stay words: no dates, no Norway', () => {
  expect(values('a: no\nb: 2026-01-01\nc: 1e3\nd: 0o17\n')).toEqual([
    { a: 'no', b: '2026-01-01', c: 1000, d: 15 },
  ]);
});

test('aliases and merge keys are followed', () => {
  expect(values('a: &x {k: 1}\nb: *x\nc: {<<: *x, l: 2}\n')).toEqual([
    { a: { k: 1 }, b: { k: 1 }, c: { k: 1, l: 2 } },
  ]);
});

test('a bomb is refused before it is built', () => {
  const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
  for (let n = 1; n < 9; n += 1)
    lines.push(`a${n}: &a${n} [${Array.from({ length: 9 }, () => `*a${n - 1}`).join(',')}]`);
  expect(fault(lines.join('\n'))).toMatchObject({ code: 'bomb', line: 6 });
});

test('the aliases of a whole file share one allowance, and documents without any need none', () => {
  const eleven = (name: string) => Array.from({ length: 10 }, () => name).join(',');
  const swollen = `a: &a [${eleven('1')}]\nb: &b [${eleven('*a')}]\nc: &c [${eleven('*b')}]\nd: [${eleven('*c')}]\n`;
  const stream = readYaml(`${`${swollen}---\n`.repeat(12)}x: 1\n`, 'x.yaml');
  expect(
    stream.is === 'read' && stream.documents.map((it) => (it.is === 'refused' ? it.fault.code : it.is)),
  ).toEqual([
    ...Array.from({ length: 8 }, () => 'parsed'),
    ...Array.from({ length: 4 }, () => 'bomb'),
    'parsed',
  ]);
});

test('a chain of aliases cannot nest deeper than a document may', () => {
  const lines = ['a0: &a0 [x]'];
  for (let n = 1; n < 500; n += 1) lines.push(`a${n}: &a${n} [*a${n - 1}]`);
  expect(fault(lines.join('\n'))).toMatchObject({ code: 'bomb', line: 100 });
  expect(fault(`${'['.repeat(200)}${']'.repeat(200)}`)).toMatchObject({ code: 'yaml' });
});

test('an alias within what it names is refused', () => {
  expect(fault('a: 1\nb: &b\n  c: *b\n')).toMatchObject({ code: 'yaml', line: 3 });
  expect(fault('a: *nobody\n')).toMatchObject({ code: 'yaml', line: 1 });
});

test('no shape of text takes more than its share of time', () => {
  const shapes = [
    '\r\n',
    '\n',
    '# \r\n',
    '%a\r\n',
    '[',
    '{',
    '- ',
    '? ',
    'a: ',
    '&a ',
    '*a ',
    '"',
    "'",
    '!!a ',
    '|\n',
    'a\n',
    '\t',
    '[a, ',
    '{a: ',
    '- a\n',
    'a: b\n ',
    '--- ',
    '---\n',
    '...\n',
    '\\',
    ' \n',
    '<<: ',
    'a: [\n]\n',
  ];
  for (const shape of shapes) {
    const text = `${shape.repeat(200_000 / shape.length)}\nx: [y`;
    const before = performance.now();
    readYaml(text, 'f.yaml');
    // 200 kB are read in some 30 ms, at most half a second; what is not linear takes minutes.
    expect([shape, performance.now() - before < 10_000]).toEqual([shape, true]);
  }
});

test('a file of more than 10 MB, or of too many documents, is refused whole', () => {
  const tooLarge = { is: 'refused', fault: { code: 'too-large', line: 1 } };
  expect(readYaml(`a: "${'é'.repeat(maxBytes / 2)}"`, 'f.yaml')).toMatchObject(tooLarge);
  expect(readYaml(`a: "${'e'.repeat(maxBytes - 100)}"`, 'f.yaml')).toMatchObject({ is: 'read' });
  expect(readYaml('--- 1\n'.repeat(maxDocuments + 1), 'f.yaml')).toMatchObject(tooLarge);
});

test('an escape cannot write what no text may hold', () => {
  expect(fault('a: 1\nb: "\\0"\n')).toMatchObject({ code: 'yaml', line: 2, column: 5 });
  expect(fault('"\\ud800": 1\n')).toMatchObject({ code: 'yaml', line: 1 });
  expect(values('a: "\\U0001F600 \\ud83d\\ude00"\n')).toEqual([{ a: '😀 😀' }]);
});

test('whatever the text, reading answers', () => {
  const bit = fc.constantFrom(
    ...'-.:?&*!|>%@`"\'[]{},#~<= \t\r\n\u0000\uFEFFab1'.split(''),
    '---\n',
    '...\n',
    '<<: ',
    'a: [\n]\n',
  );
  fc.assert(
    fc.property(fc.array(bit, { maxLength: 60 }), (bits) => {
      expect(readYaml(bits.join(''), 'f.yaml').is).toBe('read');
    }),
    { numRuns: 3000 },
  );
});
