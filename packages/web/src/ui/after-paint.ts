/** A page that is not drawn has no next frame. */
const notDrawnMs = 100;

/**
 * Does it as soon as what is on the screen now has been drawn: a press shows that it was felt before the work for it begins.
 * (web.dev/articles/optimize-inp: yield to the main thread.)
 */
export const afterPaint = (run: () => void): void => {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    run();
  };
  requestAnimationFrame(() => setTimeout(once, 0));
  setTimeout(once, notDrawnMs);
};
