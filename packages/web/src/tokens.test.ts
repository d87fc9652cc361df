import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const found = [...css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g)];
const tokens = new Map(found.map(([, name = '', light = '', dark = '']) => [name, { light, dark }]));

/** Relative luminance, WCAG 2.2. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

const texts = ['ink', 'ink-2', 'ink-3', 'accent', 'bad', 'warn', 'good', 'info'];
const pairs: readonly (readonly [ink: string, on: string, least: number])[] = [
  ...texts.flatMap((ink) => ['ground', 'panel'].map((on) => [ink, on, 4.5] as const)),
  ...['ink', 'ink-2', 'ink-3'].map((ink) => [ink, 'raised', 4.5] as const),
  ['warn', 'raised', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['accent-ink', 'accent', 4.5],
  ['bad', 'bad-soft', 4.5],
  ['ink', 'bad-soft', 4.5],
  ['ink-2', 'bad-soft', 4.5],
  // What is not text: borders of controls, and the glyphs of kinds (WCAG 1.4.11).
  ['line-strong', 'ground', 3],
  ['line-strong', 'panel', 3],
  ...'deploy flag config infrastructure scale schema experiment certificate oncall catalog other'
    .split(' ')
    .map((kind) => [kind, 'panel', 3] as const),
];

test.each(pairs)('%s on %s has a contrast of %d or more, light and dark', (ink, on, least) => {
  for (const theme of ['light', 'dark'] as const) {
    const [a, b] = [tokens.get(ink)?.[theme], tokens.get(on)?.[theme]];
    if (a === undefined || b === undefined) throw new Error(`${ink} or ${on} is no token.`);
    expect(contrast(a, b), theme).toBeGreaterThanOrEqual(least);
  }
});
