type Patience = {
  /** So long after the last key or press… */
  readonly stillMs: number;
  /** …and however much somebody types, no longer than this. */
  readonly mostMs: number;
};

/** An answer to what was pressed has been painted. */
const painted: Patience = { stillMs: 150, mostMs: 2_000 };
/** For work that nobody waits for. */
export const atLeisure: Patience = { stillMs: 3_000, mostMs: 30_000 };

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

/** Whether the reader is at work here, reading what came of a press: what is to be pressed next must not move away meanwhile. */
export const handsAreBusy = (): boolean => {
  watch();
  return performance.now() - last < atLeisure.stillMs;
};

/**
 * Does it once the reader's hands are still, at once where they are: who types or presses never waits for a drawing that nobody
 * asked for. Answers how to call it off.
 */
export const whenStill = (run: () => void, { stillMs, mostMs } = painted): (() => void) => {
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
