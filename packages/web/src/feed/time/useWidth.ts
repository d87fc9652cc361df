import { type RefObject, useLayoutEffect, useState } from 'react';

/** How wide an element is, in pixels; null until it is drawn. */
export const useWidth = (of: RefObject<HTMLElement | null>): number | null => {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = of.current;
    if (element === null) return;
    const seen = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    seen.observe(element);
    setWidth(Math.round(element.getBoundingClientRect().width));
    return () => seen.disconnect();
  }, [of]);
  return width;
};
