import type { Density } from '@nightjar/sdk/wire';
import { type ReactNode, useId } from 'react';
import { spanInWords, ticksOf } from './axis.ts';
import { Bars } from './Bars.tsx';
import { type Bar, barInWords, together } from './bars.ts';
import { rangeOf } from './brush.ts';
import { StripHead } from './StripHead.tsx';
import type { Span } from './span.ts';
import { useBrush } from './useBrush.ts';
import type { Window } from './window.ts';

type StripProps = {
  readonly title: string;
  readonly span: Span;
  readonly density: Density;
  readonly bars: readonly Bar[];
  /** In pixels. */
  readonly width: number;
  readonly onNarrow: (window: Window) => void;
  readonly children: ReactNode;
};

/** An axis mark needs so much room, and so much from either end, in pixels. */
const markWidth = 80;
const fromEnds = 54;

/** The drawing with its axis: bars to look at, and to choose from by drag, thumb and keys. */
export const Strip = ({ title, span, density, bars, width, onNarrow, children }: StripProps) => {
  const id = useId();
  const count = bars.length;
  const windowOf = (first: number, last: number): Window => ({
    from: Math.max(span.from, bars[first]?.from ?? span.from),
    to: bars[last]?.to ?? span.to,
  });
  const { brush, under, clear, on } = useBrush(count, (chosen) => {
    onNarrow(windowOf(...rangeOf(chosen)));
    clear();
  });
  const [first, last] = brush === null ? [under ?? -1, under ?? -1] : rangeOf(brush);
  const looked = first < 0 ? null : together(bars.slice(first, last + 1));
  const whole = together(bars);
  const only = (): void => {
    onNarrow(windowOf(first, last));
    clear();
  };
  // The last bucket may be cut short by the end of the window; all are drawn equally wide.
  const begin = Date.parse(density.origin);
  const drawn = { from: begin, to: begin + count * density.stepMs };
  const per = (share: number): string => `${100 * share}%`;
  const ticks = ticksOf(drawn, Math.max(2, Math.floor(width / markWidth)), fromEnds / width);
  return (
    <>
      <StripHead
        title={title}
        whole={whole}
        looked={looked}
        partial={density.partial}
        onOnly={brush === null ? null : only}
      >
        {children}
      </StripHead>
      <div
        className="strip-bars"
        role="slider"
        tabIndex={0}
        aria-label="Narrow the feed to a time"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, count - 1)}
        aria-valuenow={brush?.head ?? Math.max(0, count - 1)}
        aria-valuetext={
          looked === null
            ? 'nothing chosen'
            : `${spanInWords(looked)}: ${barInWords(looked, density.partial)}`
        }
        aria-describedby={`${id}-whole`}
        {...on}
      >
        <Bars bars={bars} />
        {first >= 0 && (
          <span
            className={brush === null ? 'strip-under' : 'strip-chosen'}
            style={{ left: per(first / count), width: per((last - first + 1) / count) }}
          />
        )}
      </div>
      <div className="strip-axis" aria-hidden="true">
        {ticks.map(({ at, label }) => (
          <span key={at} style={{ left: per((at - drawn.from) / (drawn.to - drawn.from)) }}>
            {label}
          </span>
        ))}
        {span.live && <b>now</b>}
      </div>
      <p className="unseen" id={`${id}-whole`}>
        {spanInWords(span)}: {whole === null ? 'no change' : barInWords(whole, density.partial)}. Arrows move,
        with shift they widen, Enter narrows the feed to what is chosen, Escape clears.
      </p>
    </>
  );
};
