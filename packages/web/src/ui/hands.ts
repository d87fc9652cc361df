/** So long after the last key or press an answer to it has been painted… */
const stillMs = 150;
/** …and what waits for that waits no longer than this, however much somebody types. */
const mostMs = 2_000;

let last = Number.NEGATIVE_INFINITY;
let watching = false;

const watch = (): void => {
  if (watching) return;
  watching = true;
  const moved = (): void => {
    last = performance.now();
  };
  for (const event of ['keydown', 'pointerdown', 'click'])
    addEventListener(event, moved, { capture: true, passive: true });
};

/**
 * Does it once the reader's hands are still, at once where they are: who types or presses never waits for a drawing that nobody
 * asked for. Answers how to call it off.
 */
export const whenStill = (run: () => void): (() => void) => {
  watch();
  const began = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const now = performance.now();
    const left = Math.min(last + stillMs - now, began + mostMs - now);
    if (left <= 0) run();
    else timer = setTimeout(look, left);
  };
  look();
  return () => clearTimeout(timer);
};
