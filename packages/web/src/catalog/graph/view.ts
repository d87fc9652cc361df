import type { Box } from './elk.ts';

/** How the drawing lies under the window: a point p of it is seen at `p * scale + (x, y)`. */
export type View = { readonly x: number; readonly y: number; readonly scale: number };
export type Size = { readonly width: number; readonly height: number };
type Point = { readonly x: number; readonly y: number };

const least = 0.08;
const most = 2.5;
const margin = 28;

const within = (scale: number): number => Math.min(most, Math.max(least, scale));

/** The whole drawing, in the middle; a small one is not blown up. */
export const fitted = (drawing: Size, window: Size): View => {
  const scale = within(
    Math.min(
      1.1,
      (window.width - 2 * margin) / Math.max(1, drawing.width),
      (window.height - 2 * margin) / Math.max(1, drawing.height),
    ),
  );
  return {
    scale,
    x: (window.width - drawing.width * scale) / 2,
    y: (window.height - drawing.height * scale) / 2,
  };
};

/** Below this scale names can no longer be read; a name of 13 px is one of 8. */
const legible = 0.62;
/** So large a part is opened of what cannot be read as a whole. */
const readable = 0.75;

const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Where on one axis the drawing lies: in the middle where it has room, else with no bare ground past its ends. */
const kept = (at: number, drawing: number, window: number): number =>
  drawing + 2 * margin <= window
    ? (window - drawing) / 2
    : Math.min(margin, Math.max(window - drawing - margin, at));

const inside = (view: View, drawing: Size, window: Size): View => ({
  ...view,
  x: kept(view.x, drawing.width * view.scale, window.width),
  y: kept(view.y, drawing.height * view.scale, window.height),
});

const isSeen = (view: View, box: Box, window: Size): boolean => showing(view, box, window) === view;

/** The same boxes in sight, with as much ground on either side of them. */
const balanced = (view: View, seen: readonly Box[], window: Size): View => {
  const left = Math.min(...seen.map(({ x }) => x));
  const top = Math.min(...seen.map(({ y }) => y));
  const right = Math.max(...seen.map(({ x, width }) => x + width));
  const bottom = Math.max(...seen.map(({ y, height }) => y + height));
  return seen.length === 0 ? view : centred(view, { x: (left + right) / 2, y: (top + bottom) / 2 }, window);
};

/** What the reader asked for stands in the middle; a `hub` need only be in sight, where most else is. */
export type Opening = { readonly box: Box; readonly is: 'asked for' | 'hub' };

/**
 * The whole drawing where it can be read so. Else a part that can: the hub often stands at an end of a large drawing, and with
 * it in the middle half of the window would be bare.
 */
export const opened = (
  drawing: Size & { readonly boxes: ReadonlyMap<string, Box> },
  window: Size,
  opening: Opening | undefined,
): View => {
  const whole = fitted(drawing, window);
  if (opening === undefined || whole.scale >= legible) return whole;
  const around = (box: Box): View =>
    inside(centred({ ...whole, scale: readable }, middleOf(box), window), drawing, window);
  const first = around(opening.box);
  if (opening.is === 'asked for') return first;
  const boxes = [...drawing.boxes.values()];
  const count = (view: View): number => boxes.filter((box) => isSeen(view, box, window)).length;
  let best = { view: first, count: count(first) };
  for (const box of boxes) {
    const view = showing(around(box), opening.box, window);
    const more = count(view);
    if (more > best.count) best = { view, count: more };
  }
  return balanced(
    best.view,
    boxes.filter((box) => isSeen(best.view, box, window)),
    window,
  );
};

/** Nearer or further, with the point under the finger where it was. */
export const zoomed = (view: View, factor: number, around: Point): View => {
  const scale = within(view.scale * factor);
  const by = scale / view.scale;
  return { scale, x: around.x - (around.x - view.x) * by, y: around.y - (around.y - view.y) * by };
};

export const panned = (view: View, by: Point): View => ({ ...view, x: view.x + by.x, y: view.y + by.y });

/** Moved no more than is needed to see the box. */
export const showing = (view: View, box: Box, window: Size): View => {
  const left = box.x * view.scale + view.x;
  const top = box.y * view.scale + view.y;
  const right = left + box.width * view.scale;
  const bottom = top + box.height * view.scale;
  const dx =
    left < margin ? margin - left : right > window.width - margin ? window.width - margin - right : 0;
  const dy =
    top < margin ? margin - top : bottom > window.height - margin ? window.height - margin - bottom : 0;
  return dx === 0 && dy === 0 ? view : panned(view, { x: dx, y: dy });
};

/** The part of the drawing that the window shows. */
export const seen = (view: View, window: Size): Point & Size => ({
  x: -view.x / view.scale,
  y: -view.y / view.scale,
  width: window.width / view.scale,
  height: window.height / view.scale,
});

/** The same scale, with a point of the drawing in the middle of the window. */
export const centred = ({ scale }: View, point: Point, window: Size): View => ({
  scale,
  x: window.width / 2 - point.x * scale,
  y: window.height / 2 - point.y * scale,
});

/** Which box an arrow leads to: the nearest that lies more that way than aside; null where there is none. */
export const towards = (from: Box, key: string, boxes: Iterable<Box>): Box | null => {
  const here = middleOf(from);
  let best: { box: Box; cost: number } | null = null;
  for (const box of boxes) {
    const there = middleOf(box);
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const ahead = { ArrowRight: dx, ArrowLeft: -dx, ArrowDown: dy, ArrowUp: -dy }[key] ?? 0;
    const aside = Math.abs(key === 'ArrowRight' || key === 'ArrowLeft' ? dy : dx);
    if (box.id === from.id || ahead <= 1) continue;
    const cost = ahead + 2 * aside;
    if (best === null || cost < best.cost) best = { box, cost };
  }
  return best?.box ?? null;
};
