import { expect, test } from 'vitest';
import type { Box } from './elk.ts';
import { centred, fitted, opened, seen, showing, towards, zoomed } from './view.ts';

const box = (id: string, x: number, y: number): Box => ({ id, x, y, width: 100, height: 30 });
const drawing = (width: number, height: number, boxes: readonly Box[] = []) => ({
  width,
  height,
  boxes: new Map(boxes.map((it) => [it.id, it])),
});
const window = { width: 800, height: 600 };

test('zooming keeps the point under the finger where it is', () => {
  const view = zoomed({ x: 10, y: 20, scale: 1 }, 2, { x: 110, y: 120 });
  expect([100 * view.scale + view.x, 100 * view.scale + view.y]).toEqual([110, 120]);
});

test('the whole drawing fits, and a small one is not blown up', () => {
  const large = fitted({ width: 4000, height: 500 }, window);
  expect([large.x, large.x + 4000 * large.scale]).toEqual([28, 772]);
  expect(fitted({ width: 10, height: 10 }, window).scale).toBe(1.1);
});

test('what is in sight does not move the drawing, what is not does by as little as is needed', () => {
  const view = { x: 0, y: 0, scale: 1 };
  expect(showing(view, box('a', 100, 100), window)).toBe(view);
  expect(showing(view, box('a', 900, 100), window)).toEqual({ x: -228, y: 0, scale: 1 });
});

test('an arrow leads to the nearest box on its side', () => {
  const [a, right, far, below] = [
    box('a', 0, 0),
    box('right', 200, 10),
    box('far', 400, 0),
    box('below', 0, 60),
  ];
  const all = [a, right, far, below];
  expect(towards(a, 'ArrowRight', all)?.id).toBe('right');
  expect(towards(a, 'ArrowDown', all)?.id).toBe('below');
  expect(towards(far, 'ArrowLeft', all)?.id).toBe('right');
  expect(towards(a, 'ArrowUp', all)).toBeNull();
});

test('a drawing too large to read is opened at what it is about, and without that as a whole', () => {
  const large = drawing(8000, 6000);
  const about = { box: box('a', 4000, 3000), is: 'asked for' } as const;
  expect(opened(large, window, about)).toEqual({ scale: 0.75, x: -2637.5, y: -1961.25 });
  expect(opened(large, window, undefined)).toEqual(fitted(large, window));
  expect(opened(drawing(300, 200), window, about).scale).toBe(1.1);
});

test('no bare ground is opened past the end of a drawing that is larger than the window', () => {
  const corner = { box: box('a', 0, 0), is: 'asked for' } as const;
  expect(opened(drawing(8000, 6000), window, corner)).toEqual({ scale: 0.75, x: 28, y: 28 });
  expect(opened(drawing(8000, 100), window, corner)).toEqual({ scale: 0.75, x: 28, y: 262.5 });
});

test('of what nobody asked for the part with most in it is opened, with the hub in sight', () => {
  const hub = box('hub', 2000, 2000);
  const others = [1, 2, 3, 4].map((n) => box(`b${n}`, 2500, 2000 + 60 * n));
  const view = opened(drawing(8000, 6000, [hub, ...others]), window, { box: hub, is: 'hub' });
  for (const it of [hub, ...others]) expect(showing(view, it, window)).toBe(view);
});

test('what is put in the middle is in the middle of what is seen', () => {
  const sight = seen(centred({ x: 9, y: 9, scale: 2 }, { x: 500, y: 400 }, window), window);
  expect(sight).toEqual({ x: 300, y: 250, width: 400, height: 300 });
});
