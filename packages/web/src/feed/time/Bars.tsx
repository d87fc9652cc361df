import { memo } from 'react';
import { type Bar, piecesOf } from './bars.ts';

/** Heights of the drawing, in its own units, which are pixels. */
const barsHeight = 48;
const markHeight = 8;
const stripHeight = barsHeight + markHeight;

/** Between two bars, as a share of a bar. */
const gap = 0.22;

/** Where little happens, one change is not drawn as high as a rollout. */
const quietHeight = 4;

/** The bars, one unit wide each: stretched to the width there is. Below them, a mark where something failed or was taken back. */
export const Bars = memo(({ bars }: { readonly bars: readonly Bar[] }) => {
  const highest = Math.max(quietHeight, ...bars.map(({ count }) => count));
  return (
    <svg
      className="density"
      viewBox={`0 0 ${Math.max(1, bars.length)} ${stripHeight}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bars.map((bar, n) => (
        <g key={bar.from}>
          {piecesOf(bar, highest, barsHeight).map(({ kind, y, height }) => (
            <rect
              key={kind}
              className={`kind-${kind}`}
              x={n + gap / 2}
              y={y}
              width={1 - gap}
              height={height}
            />
          ))}
          {bar.failed > 0 && (
            <rect className="failed" x={n + gap / 2} y={barsHeight + 3} width={1 - gap} height={4} />
          )}
        </g>
      ))}
    </svg>
  );
});
