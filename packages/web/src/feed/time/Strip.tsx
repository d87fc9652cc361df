import type { Density } from '@nightjar/sdk/wire';
import { useId } from 'react';
import { spanInWords, ticksOf } from './axis.ts';
import { Bars } from './Bars.tsx';
import { type Bar, barInWords, together } from './bars.ts';
import { rangeOf } from './brush.ts';
import type { Span } from './span.ts';
import { useBrush } from './useBrush.ts';
import type { Window } from './window.ts';

type StripProps = {
  readonly span: Span;
  readonly density: Density;
  readonly bars: readonly Bar[];
  /** In pixels. */
  readonly width: number;
  readonly onNarrow: (window: Window) => void;
};

/** An axis mark needs so much room, in pixels. */
const markWidth = 84;

/** The drawing with its axis: bars to look at, and to choose from by drag, thumb and keys. */
export const Strip = ({ span, density, bars, width, onNarrow }: StripProps) => {
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
  const looked = together(bars.slice(Math.max(0, first), last + 1));
  const said =
    looked === null || first < 0
      ? null
      : { when: spanInWords(looked), what: barInWords(looked, density.partial), bad: looked.failed > 0 };
  const whole = together(bars);
  // The last bucket may be cut short by the end of the window; all are drawn equally wide.
  const drawn = { from: Date.parse(density.origin), to: Date.parse(density.origin) + count * density.stepMs };
  const per = (n: number): string => `${(100 * n) / Math.max(1, count)}%`;
  return (
    <>
      <p className="strip-said" aria-hidden={said === null}>
        {said !== null && (
          <>
            <time>{said.when}</time> <span className={said.bad ? 'bad' : undefined}>{said.what}</span>
            {brush !== null && (
              <button
                type="button"
                className="strip-only"
                onClick={() => {
                  onNarrow(windowOf(first, last));
                  clear();
                }}
              >
                Show only these
              </button>
            )}
          </>
        )}
      </p>
      <div
        className="strip-bars"
        role="slider"
        tabIndex={0}
        aria-label="Narrow the feed to a time"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, count - 1)}
        aria-valuenow={brush === null ? Math.max(0, count - 1) : brush.head}
        aria-valuetext={said === null ? 'nothing chosen' : `${said.when}: ${said.what}`}
        aria-describedby={`${id}-whole`}
        {...on}
      >
        <Bars bars={bars} />
        {first >= 0 && (
          <span
            className={brush === null ? 'strip-under' : 'strip-chosen'}
            style={{ left: per(first), width: per(last - first + 1) }}
          />
        )}
      </div>
      <div className="strip-axis" aria-hidden="true">
        {ticksOf(drawn, Math.max(2, Math.floor(width / markWidth))).map(({ at, label }) => (
          <span key={at} style={{ left: `${(100 * (at - drawn.from)) / (drawn.to - drawn.from)}%` }}>
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
