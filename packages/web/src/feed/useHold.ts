import { type RefObject, useEffect } from 'react';

/** Tells whether somebody reads further down (the top of the list is out of sight) or has a line open. */
export const useHold = (
  top: RefObject<HTMLElement | null>,
  lineOpen: boolean,
  hold: (held: boolean) => void,
): void => {
  useEffect(() => {
    if (lineOpen) {
      hold(true);
      return;
    }
    const mark = top.current;
    if (mark === null) return;
    const seen = new IntersectionObserver((entries) => hold(entries.at(-1)?.isIntersecting !== true));
    seen.observe(mark);
    return () => seen.disconnect();
  }, [top, lineOpen, hold]);
};
