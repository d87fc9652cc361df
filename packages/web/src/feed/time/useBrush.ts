import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { type Brush, bucketAt, strokeOf } from './brush.ts';

type BrushInHand = {
  readonly brush: Brush;
  /** The bucket under the pointer. */
  readonly under: number | null;
  readonly clear: () => void;
  readonly on: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
    readonly onPointerLeave: () => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  };
};

const bucketUnder = ({ currentTarget, clientX }: PointerEvent<HTMLElement>, count: number): number => {
  const { left, width } = currentTarget.getBoundingClientRect();
  return bucketAt((clientX - left) / Math.max(1, width), count);
};

/**
 * Chooses buckets by drag and by keys. A drag over several is applied as it ends; a press on one chooses it, to be looked at and
 * applied by Enter or a button: that is how a thumb asks what a bar holds.
 */
export const useBrush = (count: number, apply: (brush: NonNullable<Brush>) => void): BrushInHand => {
  const [brush, setBrush] = useState<Brush>(null);
  const [dragging, setDragging] = useState(false);
  const [under, setUnder] = useState<number | null>(null);
  const clear = (): void => {
    setBrush(null);
    setDragging(false);
  };
  return {
    brush,
    under,
    clear,
    on: {
      onPointerDown: (event) => {
        if (event.button !== 0 || count === 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = bucketUnder(event, count);
        setBrush({ anchor: at, head: at });
        setDragging(true);
      },
      onPointerMove: (event) => {
        if (count === 0) return;
        const at = bucketUnder(event, count);
        if (at !== under) setUnder(at);
        if (dragging && brush !== null && at !== brush.head) setBrush({ ...brush, head: at });
      },
      onPointerUp: () => {
        setDragging(false);
        if (dragging && brush !== null && brush.anchor !== brush.head) apply(brush);
      },
      onPointerCancel: clear,
      onPointerLeave: () => setUnder(null),
      onKeyDown: (event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const stroke = strokeOf(event, brush, count);
        if (stroke === null) return;
        event.preventDefault();
        event.stopPropagation();
        if (stroke.is === 'cleared') clear();
        else if (stroke.is === 'chosen') setBrush(stroke.brush);
        else if (brush !== null) apply(brush);
      },
    },
  };
};
