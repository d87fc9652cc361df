import type { PointerEvent } from 'react';
import type { Laid } from './elk.ts';
import { centred, type Size, seen, type View } from './view.ts';

type MinimapProps = {
  readonly laid: Laid;
  readonly view: View;
  readonly size: Size;
  readonly sel: string | null;
  readonly onMove: (to: (view: View) => View) => void;
};

/** The whole drawing in small, and what of it is in sight; not there while all of it is. Keys have their own ways to move. */
export const Minimap = ({ laid, view, size, sel, onMove }: MinimapProps) => {
  const sight = seen(view, size);
  const whole =
    sight.x <= 0 &&
    sight.y <= 0 &&
    sight.x + sight.width >= laid.width &&
    sight.y + sight.height >= laid.height;
  if (whole) return null;
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const scale = Math.max(laid.width / box.width, laid.height / box.height);
    const x = laid.width / 2 + (event.clientX - box.left - box.width / 2) * scale;
    const y = laid.height / 2 + (event.clientY - box.top - box.height / 2) * scale;
    onMove((now) => centred(now, { x, y }, size));
  };
  return (
    <svg
      className="minimap"
      viewBox={`0 0 ${laid.width} ${laid.height}`}
      aria-hidden="true"
      onPointerDown={move}
      onPointerMove={move}
    >
      {[...laid.boxes.values()].map(({ id, x, y, width, height }) => (
        <rect
          key={id}
          className={id === sel ? 'chosen' : undefined}
          x={x}
          y={y}
          width={width}
          height={height}
        />
      ))}
      <rect className="sight" {...sight} vectorEffect="non-scaling-stroke" />
    </svg>
  );
};
