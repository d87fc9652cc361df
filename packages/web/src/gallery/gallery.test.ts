import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = (path: string): URL => new URL(path, import.meta.url);
const textsIn = (path: string): readonly string[] =>
  readdirSync(folder(path))
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(folder(path + name), 'utf8'));

const shown = textsIn('./').join('\n');
const parts = textsIn('../ui/').flatMap((text) =>
  [...text.matchAll(/^export const ([A-Z]\w*)/gm)].map(([, name = '']) => name),
);

test.each(parts)('the gallery shows %s', (name) => {
  expect(shown).toMatch(new RegExp(`<${name}\\b`));
});

test('there is something to be shown', () => {
  expect(parts.length).toBeGreaterThan(8);
});
