import { expect, test } from 'vitest';
import { readYaml } from './read-yaml.ts';

const read = (text: string): unknown => {
  const stream = readYaml(text, 'x.yaml');
  const document = stream.is === 'read' ? stream.documents[0] : undefined;
  return document?.is === 'parsed' ? document.value : document?.fault;
};

test('a bracket that is closed below its key is read, as everybody else reads it', () => {
  expect(read('a: [\n  x,\n]\nb:\n  c: {\n    d: [\n      1\n    ]\n  }\n')).toEqual({
    a: ['x'],
    b: { c: { d: [1] } },
  });
});

test('a text that looks like it stays as it is', () => {
  expect(read('a: [\n]\nb: |\n  {\n  }\n')).toEqual({ a: [], b: '{\n}\n' });
});

test('what is indented too little otherwise is still refused, on its line', () => {
  expect(read('a: [\n  x,\ny]\n')).toMatchObject({ code: 'yaml', line: 3 });
});

test('a file of nothing but such brackets is given up, not parsed ten thousand times', () => {
  const before = performance.now();
  const many = Array.from({ length: 20_000 }, (_, n) => `k${n}: [\n  x,\n]\n`).join('');
  expect(read(many)).toMatchObject({ code: 'yaml' });
  expect(performance.now() - before).toBeLessThan(10_000);
});
