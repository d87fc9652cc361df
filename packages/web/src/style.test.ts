import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const files = globSync('**/*.css', { cwd: import.meta.dirname });

/** What all parts share, or what one part is and another only places. */
const shared = new Set([
  'button',
  'call-why',
  'feed-state',
  'line',
  'name-owner',
  'sheet',
  'tag',
  'tools',
  'top',
]);

/** The classes that a file gives a look wherever they stand: the first of each selector that speaks of nothing around it. */
const classesIn = (css: string): readonly string[] =>
  [...css.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/(?:^|[{}])\s*([^{}@;]+)\{/g)]
    .flatMap(([, selectors = '']) => selectors.split(','))
    .map((selector) => selector.trim())
    .filter((selector) => !/[\s>+~]/.test(selector))
    .flatMap((selector) => /^\.([\w-]+)/.exec(selector)?.[1] ?? []);

test('a class is styled by one file: all of them hold on every screen', () => {
  const by = new Map<string, Set<string>>();
  for (const file of files)
    for (const name of classesIn(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')))
      by.set(name, (by.get(name) ?? new Set()).add(file));
  expect(by.size).toBeGreaterThan(300);
  const torn = [...by].filter(([name, styles]) => styles.size > 1 && !shared.has(name));
  expect(torn.map(([name, styles]) => `.${name}: ${[...styles].toSorted().join(', ')}`)).toEqual([]);
});
