import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Window } from '../../feed/time/window.ts';
import { useTheme } from '../../ui/theme.ts';
import { aligned, type Series } from './series.ts';

type ChartProps = {
  readonly series: readonly Series[];
  readonly window: Window;
  /** Pixels. */
  readonly width: number;
};

const height = 88;

/** Lines over time, drawn by uPlot (MIT); the words beside it say what it shows. It comes when it is needed. */
export const Chart = ({ series, window: { from, to }, width }: ChartProps) => {
  const box = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const data = useMemo(() => aligned(series), [series]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colour of the line is another in another theme.
  useEffect(() => {
    if (box.current === null || width <= 0) return;
    const { color } = getComputedStyle(box.current);
    const plot = new uPlot(
      {
        width,
        height,
        padding: [6, 0, 2, 0],
        legend: { show: false },
        cursor: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: {
          x: { time: true, range: [from / 1000, to / 1000] },
          // From zero: a wave that nobody feels is not to look like a storm.
          y: { range: (_, least, greatest) => [Math.min(0, least), greatest > 0 ? greatest * 1.05 : 1] },
        },
        series: [
          {},
          ...series.map((_, nth) => ({
            stroke: color,
            width: 1.5,
            alpha: nth === 0 ? 1 : 0.45,
            points: { show: false },
          })),
        ],
      },
      data,
      box.current,
    );
    return () => plot.destroy();
  }, [data, series, width, from, to, theme]);
  return <div ref={box} className="strip-chart" aria-hidden="true" />;
};
