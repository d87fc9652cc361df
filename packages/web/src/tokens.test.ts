import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast } from './gallery/contrast.ts';
import { coloursIn, inks } from './gallery/tokens.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(coloursIn(css).map((colour) => [colour.name, colour]));

const pairs: readonly (readonly [ink: string, on: string, least: number])[] = [
  ...[...inks].flatMap((ink) => ['ground', 'panel'].map((on) => [ink, on, 4.5] as const)),
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
