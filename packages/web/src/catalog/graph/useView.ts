import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Laid } from './elk.ts';
import { fitted, opened, panned, type Size, type View, zoomed } from './view.ts';

type Point = { readonly x: number; readonly y: number };

/** A press that moves further is no click. */
const slack = 4;

export type ViewInHand = {
  readonly view: View;
  readonly size: Size;
  readonly change: (to: (view: View) => View) => void;
  readonly fit: () => void;
  readonly zoom: (factor: number) => void;
  readonly hands: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
    readonly onPointerCancel: (event: PointerEvent) => void;
  };
  /** The last press moved the drawing: what lay under it was not meant. */
  readonly dragged: () => boolean;
};

/** What is opened upon; `hub`: nobody asked for it. */
export type Middle = { readonly ref: string; readonly hub: boolean };

/** Moves and enlarges by mouse, wheel, one finger and two. */
export const useView = (window: RefObject<Element | null>, laid: Laid, middle: Middle | null): ViewInHand => {
  const ref = middle?.ref ?? null;
  const hub = middle?.hub ?? false;
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 });
  const [size, setSize] = useState<Size>({ width: 800, height: 600 });
  const fingers = useRef(new Map<number, Point>());
  const moved = useRef(0);
  /** Somebody chose what to look at: a window that grows or shrinks leaves that alone. */
  const touched = useRef(false);

  useEffect(() => {
    const element = window.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect();
      setSize({ width, height });
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [window]);

  const at = useCallback(
    (event: { clientX: number; clientY: number }): Point => {
      const box = window.current?.getBoundingClientRect();
      return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
    },
    [window],
  );

  useEffect(() => {
    const element = window.current;
    if (element === null) return;
    // React listens to wheels passively, and the page must not scroll away under the drawing.
    const wheel = (event: Event): void => {
      if (!(event instanceof WheelEvent)) return;
      event.preventDefault();
      touched.current = true;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      if (event.shiftKey) setView((now) => panned(now, { x: -event.deltaY * unit, y: 0 }));
      else setView((now) => zoomed(now, Math.exp(-event.deltaY * unit * 0.0015), at(event)));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [window, at]);

  const fit = useCallback(() => {
    touched.current = true;
    setView(fitted(laid, size));
  }, [laid, size]);

  const drawn = useRef(laid);
  useEffect(() => {
    if (drawn.current !== laid) touched.current = false;
    drawn.current = laid;
    const box = ref === null ? undefined : laid.boxes.get(ref);
    if (!touched.current) setView(opened(laid, size, box && { box, is: hub ? 'hub' : 'asked for' }));
  }, [laid, size, ref, hub]);

  const move = (event: PointerEvent): void => {
    const before = fingers.current.get(event.pointerId);
    if (before === undefined) return;
    const now = at(event);
    const others = [...fingers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    fingers.current.set(event.pointerId, now);
    const by = { x: now.x - before.x, y: now.y - before.y };
    moved.current += Math.abs(by.x) + Math.abs(by.y);
    if (moved.current > slack) touched.current = true;
    if (moved.current > slack && !event.currentTarget.hasPointerCapture(event.pointerId))
      event.currentTarget.setPointerCapture(event.pointerId);
    const [other] = others;
    if (other === undefined) {
      setView((view) => panned(view, by));
      return;
    }
    const apart = (point: Point): number => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    setView((view) => panned(zoomed(view, apart(now) / apart(before), middle), { x: by.x / 2, y: by.y / 2 }));
  };
  const lift = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
  };

  return {
    view,
    size,
    change: (to) => {
      touched.current = true;
      setView(to);
    },
    fit,
    zoom: (factor) => {
      touched.current = true;
      setView((now) => zoomed(now, factor, { x: size.width / 2, y: size.height / 2 }));
    },
    hands: {
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        if (fingers.current.size === 0) moved.current = 0;
        fingers.current.set(event.pointerId, at(event));
      },
      onPointerMove: move,
      onPointerUp: lift,
      onPointerCancel: lift,
    },
    dragged: () => moved.current > slack,
  };
};
